import {
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'
import { IconCreditCardOff } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'
import { say } from '../../../shared/text/index.ts'
import styles from './text-field.module.css'
import { type CardNotice, type GuardedText, useCardGuard } from './use-card-guard.ts'

/** The properties of a Mantine field, with `value` and `onText` for its text. */
type Guarded<Props> = Omit<
  Props,
  'value' | 'defaultValue' | 'onChange' | keyof ReturnType<typeof useCardGuard>['guard']
> &
  GuardedText

/** One line of text. As every field of this file, it never passes on a card number. */
export function TextField({ value, onText, ...props }: Guarded<TextInputProps> & RefOf<'input'>) {
  const { guard, notice } = useCardGuard<HTMLInputElement>({ value, onText })
  return (
    <div>
      <TextInput {...props} {...guard} />
      <CardNote notice={notice} />
    </div>
  )
}

const UNKEPT_FORM = 'unkept'

/**
 * A form with `autoComplete="off"` for every `TextArea`: a browser asks the form of a textarea whether it may store the
 * text.
 */
export const UnkeptForm = () => <form id={UNKEPT_FORM} autoComplete="off" hidden />

/** Several lines of text. The page must have an `UnkeptForm` (main.tsx). */
export function TextArea({ value, onText, ...props }: Guarded<TextareaProps> & RefOf<'textarea'>) {
  const { guard, notice } = useCardGuard<HTMLTextAreaElement>({ value, onText })
  return (
    <div>
      <Textarea {...props} {...guard} form={UNKEPT_FORM} />
      <CardNote notice={notice} isLong />
    </div>
  )
}

/** A note that a step requires; 500 characters at most (contract, note). */
export function NeededNote(props: ComponentPropsWithRef<typeof TextArea>) {
  return <TextArea maxLength={500} autosize minRows={2} maxRows={5} required withAsterisk={false} {...props} />
}

/** A password, hidden until the person asks to see it. */
export function PasswordField({ value, onText, ...props }: Guarded<PasswordInputProps>) {
  const { guard, notice } = useCardGuard<HTMLInputElement>({ value, onText })
  return (
    <div>
      <PasswordInput {...props} {...guard} />
      <CardNote notice={notice} />
    </div>
  )
}

/**
 * One line of text that is used while it is typed, such as a search. It has no frame and no label; its note floats
 * below it.
 */
export function BareField({ value, onText, ...props }: Guarded<ComponentPropsWithRef<'input'>>) {
  const { guard, notice } = useCardGuard<HTMLInputElement>({ value, onText }, true)
  return (
    <>
      <input {...props} {...guard} />
      <CardNote notice={notice} floats />
    </>
  )
}

interface RefOf<Name extends 'input' | 'textarea'> {
  readonly ref?: ComponentPropsWithRef<Name>['ref']
}

interface CardNoteProps {
  readonly notice: CardNotice
  /** True for a field where Enter begins a new line, so that Enter cannot say that the digits are no card number. */
  readonly isLong?: boolean
  readonly floats?: boolean
}

/** What the guard did with the digits. It is always in the page, so that a screen reader notices a change. */
function CardNote({ notice: { last4, isHeld }, isLong = false, floats = false }: CardNoteProps) {
  const text = isHeld
    ? say(isLong ? 'cardGuard.held' : 'cardGuard.enter')
    : last4 === null
      ? null
      : say('cardGuard.hidden', { last4 })
  return (
    <div role="status" className={styles.notice} data-floats={floats || undefined}>
      {text === null ? null : (
        <p className={styles.note}>
          <IconCreditCardOff size={14} stroke={1.8} aria-hidden="true" />
          {text}
        </p>
      )}
    </div>
  )
}

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

/** A field's own properties, with `value` and `onText` for its text. */
type Guarded<Props> = Omit<
  Props,
  'value' | 'defaultValue' | 'onChange' | keyof ReturnType<typeof useCardGuard>['guard']
> &
  GuardedText

/** One line of text. Like every field here, it lets no card number out. */
export function TextField({ value, onText, ...props }: Guarded<TextInputProps> & RefOf<'input'>) {
  const { guard, said } = useCardGuard<HTMLInputElement>({ value, onText })
  return (
    <div>
      <TextInput {...props} {...guard} />
      <CardNote said={said} />
    </div>
  )
}

const UNKEPT_FORM = 'unkept'

/** The form of all fields with several lines: of these a browser asks their form whether it may keep what stands in them. */
export const UnkeptForm = () => <form id={UNKEPT_FORM} autoComplete="off" hidden />

/** Several lines of text. Below an `UnkeptForm`. */
export function TextArea({ value, onText, ...props }: Guarded<TextareaProps> & RefOf<'textarea'>) {
  const { guard, said } = useCardGuard<HTMLTextAreaElement>({ value, onText })
  return (
    <div>
      <Textarea {...props} {...guard} form={UNKEPT_FORM} />
      <CardNote said={said} isLong />
    </div>
  )
}

/** A note without which a step is not taken, as long as the contract allows. */
export function NeededNote(props: ComponentPropsWithRef<typeof TextArea>) {
  return <TextArea maxLength={500} autosize minRows={2} maxRows={5} required withAsterisk={false} {...props} />
}

/** A secret, hidden unless it is asked to show. */
export function PasswordField({ value, onText, ...props }: Guarded<PasswordInputProps>) {
  const { guard, said } = useCardGuard<HTMLInputElement>({ value, onText })
  return (
    <div>
      <PasswordInput {...props} {...guard} />
      <CardNote said={said} />
    </div>
  )
}

/** A line that asks with every key, without a frame or a label of its own; its note floats below what it stands in. */
export function BareField({ value, onText, ...props }: Guarded<ComponentPropsWithRef<'input'>>) {
  const { guard, said } = useCardGuard<HTMLInputElement>({ value, onText }, true)
  return (
    <>
      <input {...props} {...guard} />
      <CardNote said={said} floats />
    </>
  )
}

interface RefOf<Name extends 'input' | 'textarea'> {
  readonly ref?: ComponentPropsWithRef<Name>['ref']
}

interface CardNoteProps {
  readonly said: CardNotice
  /** Enter begins a new line there, and does not say that the digits are none of a card. */
  readonly isLong?: boolean
  readonly floats?: boolean
}

/** What became of the digits. Always there, so that a screen reader hears it change. */
function CardNote({ said: { last4, isHeld }, isLong = false, floats = false }: CardNoteProps) {
  const text = isHeld
    ? say(isLong ? 'cardGuard.held' : 'cardGuard.enter')
    : last4 === null
      ? null
      : say('cardGuard.hidden', { last4 })
  return (
    <div role="status" className={styles.said} data-floats={floats || undefined}>
      {text === null ? null : (
        <p className={styles.note}>
          <IconCreditCardOff size={14} stroke={1.8} aria-hidden="true" />
          {text}
        </p>
      )}
    </div>
  )
}

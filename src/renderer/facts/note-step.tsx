import { useEffect, useRef } from 'react'
import type { Failure } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { useNote } from '../state/use-note.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/face.tsx'
import { NeededNote } from '../ui/field/text-field.tsx'
import { useKeys } from '../ui/keys/keys.tsx'
import styles from './note-step.module.css'

interface NoteStepProps {
  /**
   * Names the step and what it is about; its note is kept under this key while the step is closed (state/use-note.ts).
   */
  readonly noteKey: string
  readonly title: string
  readonly hint: string
  /** The text of the button that submits the step. */
  readonly submitText: string
  readonly busy: boolean
  readonly failure: Failure | null
  /** Submits the step; resolves to true when it succeeded, and then the note is dropped. */
  readonly onSubmit: (note: string) => Promise<boolean>
  readonly onBack: () => void
}

/** A form for a step that requires a note. It is shown in the pane, not in a dialog. */
export function NoteStep({ noteKey, title, hint, submitText, busy, failure, onSubmit, onBack }: NoteStepProps) {
  const [note, setNote] = useNote(noteKey)
  const field = useRef<HTMLTextAreaElement>(null)
  const isReady = note.trim() !== '' && !busy
  useEffect(() => field.current?.focus(), [])
  const submit = async () => {
    if (isReady && (await onSubmit(note.trim()))) setNote('')
  }
  useKeys('panel', {
    back: onBack,
    confirm: (event) => {
      if (!event.repeat) void submit()
    },
  })
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={styles.title}>{title}</p>
      <p className={styles.soft}>{hint}</p>
      <NeededNote ref={field} label={say('note.why')} description={say('note.needed')} value={note} onText={setNote} />
      <FailureNote failure={failure} />
      <div className={styles.buttons}>
        <Button keyName="back" onClick={onBack}>
          {say('note.notYet')}
        </Button>
        <Button look="main" type="submit" keyName="confirm" disabled={!isReady}>
          {busy ? say('note.saving') : submitText}
        </Button>
      </div>
    </form>
  )
}

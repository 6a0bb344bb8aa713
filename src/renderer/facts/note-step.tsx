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
  /** Names the step, what it is about included: under it the words are kept while it is closed. */
  readonly of: string
  readonly title: string
  readonly hint: string
  /** What the button says that takes the step. */
  readonly go: string
  readonly busy: boolean
  readonly failure: Failure | null
  /** Takes the step; tells whether it was taken. */
  readonly onGo: (note: string) => Promise<boolean>
  readonly onBack: () => void
}

/** A step that is taken with a few words: without them it is not. Shown in place, no dialog. */
export function NoteStep({ of, title, hint, go, busy, failure, onGo, onBack }: NoteStepProps) {
  const [note, setNote] = useNote(of)
  const field = useRef<HTMLTextAreaElement>(null)
  const isReady = note.trim() !== '' && !busy
  useEffect(() => field.current?.focus(), [])
  const take = async () => {
    if (isReady && (await onGo(note.trim()))) setNote('')
  }
  useKeys('panel', {
    back: onBack,
    confirm: (event) => {
      if (!event.repeat) void take()
    },
  })
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault()
        void take()
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
          {busy ? say('note.saving') : go}
        </Button>
      </div>
    </form>
  )
}

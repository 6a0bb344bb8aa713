import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/face.tsx'
import { useKeys } from '../ui/keys.tsx'
import { TextArea } from '../ui/text-field.tsx'
import styles from './review.module.css'

interface NoteStepProps {
  readonly title: string
  readonly hint: string
  /** What the button says that takes the step. */
  readonly go: string
  readonly busy: boolean
  readonly failure: Failure | null
  readonly onGo: (note: string) => void
  readonly onBack: () => void
}

/** A step that is taken with a few words: without them it is not. Shown in place, no dialog. */
export function NoteStep({ title, hint, go, busy, failure, onGo, onBack }: NoteStepProps) {
  const [note, setNote] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const isReady = note.trim() !== '' && !busy
  useEffect(() => field.current?.focus(), [])
  useKeys('panel', {
    back: onBack,
    confirm: (event) => {
      if (isReady && !event.repeat) onGo(note.trim())
    },
  })
  return (
    <form
      className={styles.noteStep}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onGo(note.trim())
      }}
    >
      <p className={styles.noteTitle}>{title}</p>
      <p className={styles.soft}>{hint}</p>
      <TextArea
        ref={field}
        label={say('note.why')}
        description={say('note.needed')}
        value={note}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={5}
        required
        withAsterisk={false}
        onText={setNote}
      />
      <FailureNote failure={failure} />
      <div className={styles.noteButtons}>
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

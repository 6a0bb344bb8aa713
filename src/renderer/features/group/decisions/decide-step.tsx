import { useEffect, useRef, useState } from 'react'
import type { GroupView } from '../../../../shared/model/index.ts'
import type { DecisionVerdict } from '../../../../shared/model/lists.ts'
import { say } from '../../../../shared/text/index.ts'
import { useTell } from '../../../bridge/use-tell.ts'
import { chargesOfDecision, noteKeyOf } from '../../../facts/decision-text.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { useNote } from '../../../state/use-note.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/face.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'
import { useKeys } from '../../../ui/keys/keys.tsx'
import styles from './decisions.module.css'

interface DecideStepProps {
  readonly group: GroupView
  readonly verdict: DecisionVerdict
}

/** The step of a decision about a group: one line of why. It is shown instead of the buttons. */
export function DecideStep({ group, verdict }: DecideStepProps) {
  const { tell, busy, failure } = useTell('group.decide')
  const { state, go } = useDeskState()
  const [note, setNote] = useNote(noteKeyOf(group, verdict, state.notes))
  // The decision is about the charges that the person saw when they began; a charge that arrives meanwhile is not in
  // it.
  const [chargeIds] = useState(() => chargesOfDecision(group, verdict))
  const field = useRef<HTMLInputElement>(null)
  const isReady = note.trim() !== '' && !busy
  useEffect(() => field.current?.focus(), [])
  const close = () => go({ do: 'decide', deciding: null })
  const decide = async () => {
    if (!isReady) return
    const result = await tell({ chargeIds: [...chargeIds], verdict, note: note.trim() })
    if (!result.ok) return
    setNote('')
    close()
  }
  useKeys('panel', {
    back: close,
    confirm: (event) => {
      if (!event.repeat) void decide()
    },
  })
  return (
    <form
      className={styles.step}
      aria-label={say(`decide.${verdict}.title`)}
      onSubmit={(event) => {
        event.preventDefault()
        void decide()
      }}
    >
      <p className={styles.title}>{say(`decide.${verdict}.title`)}</p>
      <TextField
        ref={field}
        label={say('decide.why')}
        description={say(`decide.${verdict}.hint`)}
        value={note}
        maxLength={500}
        required
        withAsterisk={false}
        onText={setNote}
      />
      <FailureNote failure={failure} />
      <div className={styles.buttons}>
        <Button keyName="back" onClick={close}>
          {say('note.notYet')}
        </Button>
        <Button look="main" type="submit" keyName="confirm" disabled={!isReady}>
          {busy ? say('note.saving') : say(`decide.${verdict}`)}
        </Button>
      </div>
    </form>
  )
}

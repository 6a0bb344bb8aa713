import type { SessionView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { useStatus } from '../bridge/use-status.ts'
import { useTell } from '../bridge/use-tell.ts'
import { useDeskState } from '../state/use-desk-state.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FailureNote } from '../ui/face.tsx'
import { useKeys } from '../ui/keys/keys.tsx'
import styles from './sign-out-question.module.css'

/** The dialog before a sign-out. It says how many refunds have not left this desk. */
export function SignOutQuestion({ session }: { readonly session: SessionView }) {
  const { state, go } = useDeskState()
  const status = useStatus()
  const signOut = useTell('session.signOut')
  const opened = state.dialog === 'signOut'
  const close = () => go({ do: 'dialog', dialog: null })
  const leaveDesk = async () => {
    const result = await signOut.tell({})
    if (result.ok) close()
  }
  useKeys('dialog', { back: close, confirm: () => void leaveDesk() }, opened)
  const waiting = Math.max(status?.queued ?? 0, session.waitingRefunds)
  return (
    <Dialog title={say('signOut.title')} opened={opened} onClose={close}>
      {waiting > 0 ? <p>{say('signOut.waiting', { count: waiting })}</p> : null}
      <FailureNote failure={signOut.failure} />
      <div className={styles.buttons}>
        <Button onClick={close} keyName="back">
          {say('signOut.stay')}
        </Button>
        <Button look="main" keyName="confirm" disabled={signOut.busy} onClick={() => void leaveDesk()}>
          {say('signOut.confirm')}
        </Button>
      </div>
    </Dialog>
  )
}

import { IconCloudOff } from '@tabler/icons-react'
import type { SessionView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { useStatus } from '../bridge/use-status.ts'
import { bannerText } from '../facts/trouble.ts'
import { useDeskState } from '../state/use-desk-state.tsx'
import { Button } from '../ui/button.tsx'
import { useNow } from '../ui/time.tsx'
import styles from './banner.module.css'

/** One line while the desk cannot send or nobody is signed in: what waits, and what to do about it. */
export function Banner({ session }: { readonly session: SessionView }) {
  const { go } = useDeskState()
  const status = useStatus()
  const now = useNow()
  const text = bannerText(session, status ?? { connection: 'connecting', problem: null }, now)
  if (text === null) return null
  const needsSignIn = session.state === 'offline'
  return (
    <div className={styles.banner} role="status">
      <IconCloudOff size={16} stroke={1.7} aria-hidden="true" />
      <span>{text}</span>
      {needsSignIn && session.waitingRefunds > 0 ? (
        <strong>{say('banner.waiting', { count: session.waitingRefunds })}</strong>
      ) : null}
      {needsSignIn ? (
        <Button keyName="signIn" onClick={() => go({ do: 'signIn', open: true })}>
          {say('banner.signIn')}
        </Button>
      ) : null}
    </div>
  )
}

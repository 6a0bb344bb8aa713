import { IconCloudOff } from '@tabler/icons-react'
import type { SessionView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { Button } from '../ui/button.tsx'
import styles from './banner.module.css'
import { useDeskState } from './use-desk-state.tsx'
import { useStatus } from './use-status.ts'

function bannerText({ state, user }: SessionView, noNetwork: boolean): string {
  if (state !== 'offline') return say('banner.noNetwork')
  return say(noNetwork ? 'banner.noNetworkSignIn' : 'banner.offline', { name: user?.name ?? '' })
}

/** Says calmly what does not leave the desk at the moment, and what to do about it. */
export function Banner({ session }: { readonly session: SessionView }) {
  const { go } = useDeskState()
  const status = useStatus()
  const noNetwork = status?.connection === 'offline'
  if (session.state !== 'offline' && !noNetwork) return null
  const needsSignIn = session.state === 'offline'
  return (
    <div className={styles.banner} role="status">
      <IconCloudOff size={16} stroke={1.7} aria-hidden="true" />
      <span>{bannerText(session, noNetwork)}</span>
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

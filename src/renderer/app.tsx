import { useEffect, useRef } from 'react'
import styles from './app.module.css'
import { ApprovalsView } from './approvals/approvals-view.tsx'
import { CallView } from './call-view.tsx'
import { useAsk, useForgetting } from './desk.tsx'
import { HealthView } from './health/health-view.tsx'
import { InboxView } from './inbox/inbox-view.tsx'
import { QueueView } from './queue/queue-view.tsx'
import { Banner } from './shell/banner.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { Header } from './shell/header.tsx'
import { KeysOverview } from './shell/keys-overview.tsx'
import { Opening } from './shell/opening.tsx'
import type { Report } from './shell/report-errors.ts'
import { SignOutQuestion } from './shell/sign-out-question.tsx'
import { StatusBar } from './shell/status-bar.tsx'
import { useDeskState } from './shell/use-desk-state.tsx'
import { personOf } from './shell/use-person.ts'
import { SignIn } from './sign-in/sign-in.tsx'
import { useKeys } from './ui/keys.tsx'

const VIEWS = {
  call: CallView,
  inbox: InboxView,
  queue: QueueView,
  approvals: ApprovalsView,
  health: HealthView,
} as const

/** The whole desk: sign-in, or the frame with the view that is open. */
export function App({ report }: { readonly report: Report }) {
  const { state, go } = useDeskState()
  const session = useAsk('session.get', {})
  const forget = useForgetting()
  const searchBox = useRef<HTMLInputElement>(null)

  const signedOut = session.data?.state === 'signed_out'
  const { isSupervisor } = personOf(session.data)
  const open = session.data !== undefined && !signedOut && !state.signingIn

  useEffect(() => {
    // A sign-in that was asked for is over once it worked.
    if (session.data?.state === 'signed_in') go({ do: 'signIn', open: false })
    // The next person starts with an empty desk.
    if (session.data?.state === 'signed_out') {
      go({ do: 'reset' })
      forget()
    }
  }, [session.data?.state, go, forget])

  useKeys('desk', { back: () => go({ do: 'back' }) }, !signedOut)
  useKeys(
    'desk',
    {
      search: () => {
        go({ do: 'view', view: 'call' })
        searchBox.current?.focus()
        searchBox.current?.select()
      },
      keys: () => go({ do: 'dialog', dialog: 'keys' }),
      goCall: () => go({ do: 'view', view: 'call' }),
      goInbox: () => go({ do: 'view', view: 'inbox' }),
      goQueue: () => go({ do: 'view', view: 'queue' }),
      goHealth: () => go({ do: 'view', view: 'health' }),
      goApprovals: () => {
        if (isSupervisor) go({ do: 'view', view: 'approvals' })
      },
      signIn: () => (session.data?.state === 'offline' ? go({ do: 'signIn', open: true }) : false),
    },
    open,
  )

  if (!session.data) return <Opening failure={session.error} onRetry={() => void session.refetch()} />
  if (!open) return <SignIn session={session.data} onBack={signedOut ? null : () => go({ do: 'back' })} />
  const View = VIEWS[state.view]
  return (
    <>
      <div className={styles.frame}>
        <Header searchBox={searchBox} session={session.data} />
        <Banner session={session.data} />
        <main className={styles.main}>
          <ErrorBoundary key={state.view} report={report}>
            <View />
          </ErrorBoundary>
        </main>
        <StatusBar />
      </div>
      <KeysOverview />
      <SignOutQuestion session={session.data} />
    </>
  )
}

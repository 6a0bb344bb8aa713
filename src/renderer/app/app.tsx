import { useEffect, useRef } from 'react'
import { useAsk, useForgetAnswers } from '../bridge/desk.tsx'
import type { Report } from '../bridge/report-errors.ts'
import { personOf } from '../bridge/use-person.ts'
import { ApprovalsView } from '../features/approvals/approvals-view.tsx'
import { CallView } from '../features/call/call-view.tsx'
import { HealthView } from '../features/health/health-view.tsx'
import { InboxView } from '../features/inbox/inbox-view.tsx'
import { QueueView } from '../features/queue/queue-view.tsx'
import { SignIn } from '../features/sign-in/sign-in.tsx'
import { useDeskState } from '../state/use-desk-state.tsx'
import { useKeys } from '../ui/keys/keys.tsx'
import styles from './app.module.css'
import { Banner } from './banner.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Header } from './header.tsx'
import { KeysOverview } from './keys-overview.tsx'
import { Opening } from './opening.tsx'
import { SignOutQuestion } from './sign-out-question.tsx'
import { StatusBar } from './status-bar.tsx'

/** The component of each view. */
const VIEW_COMPONENTS = {
  call: CallView,
  inbox: InboxView,
  queue: QueueView,
  approvals: ApprovalsView,
  health: HealthView,
} as const

/**
 * The whole screen. It shows one of three things: `Opening` until the engine has answered who is signed in, `SignIn`
 * while nobody is or while the person signs in again, else the frame with header, banner, the open view and the status
 * bar.
 *
 * A view is a component of src/renderer/features; `state.view` chooses it. A view asks the engine (bridge/desk.tsx),
 * reads and changes what the person looks at (state/desk-state.ts), and binds its keys (ui/keys/key-table.ts). This
 * component binds the keys that work everywhere.
 */
export function App({ report }: { readonly report: Report }) {
  const { state, go } = useDeskState()
  const session = useAsk('session.get', {})
  const forgetAnswers = useForgetAnswers()
  const searchBox = useRef<HTMLInputElement>(null)

  const signedOut = session.data?.state === 'signed_out'
  const person = personOf(session.data)
  const isOpen = session.data !== undefined && !signedOut && !state.signingIn

  useEffect(() => {
    // A successful sign-in closes its form.
    if (session.data?.state === 'signed_in') go({ do: 'signIn', open: false })
    // The next person starts with an empty desk: nothing of the last person stays on the screen or in memory.
    if (session.data?.state === 'signed_out') {
      go({ do: 'reset' })
      forgetAnswers()
    }
  }, [session.data?.state, go, forgetAnswers])

  // Esc works on the sign-in form, too: it leads back to a desk that works offline.
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
        if (person.may('approve')) go({ do: 'view', view: 'approvals' })
      },
      signIn: () => (session.data?.state === 'offline' ? go({ do: 'signIn', open: true }) : false),
    },
    isOpen,
  )

  if (!session.data) return <Opening failure={session.error} onRetry={() => void session.refetch()} />
  if (!isOpen) return <SignIn session={session.data} onBack={signedOut ? null : () => go({ do: 'back' })} />
  const View = VIEW_COMPONENTS[state.view]
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

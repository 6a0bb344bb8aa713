import { IconActivity, IconGavel, IconInbox, IconPhone, IconSend } from '@tabler/icons-react'
import type { RefObject } from 'react'
import type { SessionView } from '../../shared/model/index.ts'
import { say } from '../../shared/text/index.ts'
import { useAsk } from '../bridge/desk.tsx'
import { personOf } from '../bridge/use-person.ts'
import { useStatus } from '../bridge/use-status.ts'
import { sortApprovals } from '../features/approvals/approval-order.ts'
import { SearchBox } from '../features/search/search-box.tsx'
import { VIEWS, type View } from '../state/desk-state.ts'
import { useDeskState } from '../state/use-desk-state.tsx'
import { KeyCap, shortcut } from '../ui/keys/key-cap.tsx'
import styles from './header.module.css'
import { PersonMenu } from './person-menu.tsx'

const ICONS = {
  call: IconPhone,
  inbox: IconInbox,
  queue: IconSend,
  approvals: IconGavel,
  health: IconActivity,
} as const
const KEYS = {
  call: 'goCall',
  inbox: 'goInbox',
  queue: 'goQueue',
  approvals: 'goApprovals',
  health: 'goHealth',
} as const

/** A tab shows no count above this; its view shows the exact one. */
const HIGHEST_COUNT = 999

interface HeaderProps {
  readonly searchBox: RefObject<HTMLInputElement | null>
  readonly session: SessionView
}

/** The header: name, search box, the tabs of the views, and the menu of the person. */
export function Header({ searchBox, session }: HeaderProps) {
  const { may } = personOf(session)
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>{say('app.name')}</h1>
      <SearchBox box={searchBox} />
      <nav className={styles.tabs} aria-label={say('tabs.name')}>
        {VIEWS.filter((view) => view !== 'approvals' || may('approve')).map((view) => (
          <Tab key={view} view={view} />
        ))}
      </nav>
      <PersonMenu session={session} />
    </header>
  )
}

/** The tab of a view, with the number of things in it to do. */
function Tab({ view }: { readonly view: View }) {
  const { state, go } = useDeskState()
  const status = useStatus()
  const { data: approvals = [] } = useAsk('approval.list', {}, { enabled: view === 'approvals', keepPrevious: true })
  const Icon = ICONS[view]
  const inQueue = (status?.queued ?? 0) + (status?.needsYou ?? 0)
  const counts = {
    call: 0,
    inbox: status?.groups ?? 0,
    queue: inQueue,
    approvals: sortApprovals(approvals).waiting.length,
    health: 0,
  }
  const count = counts[view]
  const isUrgent = view === 'queue' && (status?.needsYou ?? 0) > 0
  return (
    <button
      type="button"
      className={styles.tab}
      aria-current={state.view === view ? 'page' : undefined}
      aria-keyshortcuts={shortcut(KEYS[view])}
      onClick={() => go({ do: 'view', view })}
    >
      <Icon size={16} stroke={1.7} aria-hidden="true" />
      {say(`tab.${view}`)}
      {count > 0 ? (
        <span className={styles.count} data-urgent={isUrgent || undefined} data-calm={view === 'inbox' || undefined}>
          {count > HIGHEST_COUNT ? say('tab.many', { count: HIGHEST_COUNT }) : count}
        </span>
      ) : null}
      <span className={styles.key}>
        <KeyCap name={KEYS[view]} />
      </span>
    </button>
  )
}

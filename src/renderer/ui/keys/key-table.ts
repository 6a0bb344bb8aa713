import type { TextKey } from '../../../shared/text/index.ts'

/*
 * How keys are bound.
 *
 * 1. This table names every key of the desk: what to press, its text, and its place in the overview.
 * 2. A component binds names to functions while it is shown: `useKeys('panel', { refund: () => open() })` (keys.tsx).
 * 3. One listener for the whole desk reads each key press and offers it to the bound components, the nearest level
 *    first: dialog, panel, region, desk (key-layers.ts).
 * 4. A control shows its key: `<Button keyName="refund">`, or `<KeyCap name="refund" />` (key-cap.tsx).
 *
 * One key may have several names, such as `refund` and `again` for R: the nearest component that binds one of them gets
 * the press.
 */

/** Where a key works; the overview of keys (app/keys-overview.tsx) lists them by place. */
export type KeyPlace = 'everywhere' | 'customer' | 'refund' | 'inbox' | 'queue' | 'supervisor'

interface KeyEntry {
  /**
   * The keys to press. Several entries are alternatives, and the cap shows the first. `mod` is Ctrl, on a Mac Cmd. A
   * space separates two presses, one after the other.
   */
  readonly press: readonly string[]
  /** What the key does, for the overview. */
  readonly say: TextKey
  readonly place: KeyPlace
  /** The key also works while the person types in a field. */
  readonly inFields?: true
}

/** Every key of the desk by its name. */
export const keyTable = {
  search: { press: ['mod+k'], say: 'key.search', place: 'everywhere', inFields: true },
  open: { press: ['enter'], say: 'key.open', place: 'everywhere' },
  keys: { press: ['?'], say: 'key.keys', place: 'everywhere' },
  back: { press: ['escape'], say: 'key.back', place: 'everywhere', inFields: true },
  goCall: { press: ['g c'], say: 'key.goCall', place: 'everywhere' },
  goInbox: { press: ['g i'], say: 'key.goInbox', place: 'everywhere' },
  goQueue: { press: ['g q'], say: 'key.goQueue', place: 'everywhere' },
  goHealth: { press: ['g h'], say: 'key.goHealth', place: 'everywhere' },
  person: { press: ['g p'], say: 'key.person', place: 'everywhere' },
  signIn: { press: ['g s'], say: 'key.signIn', place: 'everywhere' },
  reload: { press: ['mod+l'], say: 'key.reload', place: 'everywhere', inFields: true },
  next: { press: ['j', 'arrowdown'], say: 'key.next', place: 'customer' },
  previous: { press: ['k', 'arrowup'], say: 'key.previous', place: 'customer' },
  left: { press: ['arrowleft'], say: 'key.left', place: 'customer' },
  right: { press: ['arrowright'], say: 'key.right', place: 'customer' },
  reveal: { press: ['v'], say: 'key.reveal', place: 'customer' },
  refund: { press: ['r'], say: 'key.refund', place: 'customer' },
  words: { press: ['w'], say: 'key.words', place: 'customer' },
  because: { press: ['b'], say: 'key.because', place: 'customer' },
  evidence: { press: ['e'], say: 'key.evidence', place: 'customer' },
  notDuplicate: { press: ['d'], say: 'key.notDuplicate', place: 'customer' },
  isDuplicate: { press: ['u'], say: 'key.isDuplicate', place: 'customer' },
  undecide: { press: ['z'], say: 'key.undecide', place: 'customer' },
  address: { press: ['y'], say: 'key.address', place: 'customer' },
  reason1: { press: ['1'], say: 'key.reason1', place: 'refund' },
  reason2: { press: ['2'], say: 'key.reason2', place: 'refund' },
  reason3: { press: ['3'], say: 'key.reason3', place: 'refund' },
  reason4: { press: ['4'], say: 'key.reason4', place: 'refund' },
  part: { press: ['p'], say: 'key.part', place: 'refund' },
  note: { press: ['n'], say: 'key.note', place: 'refund' },
  keep: { press: ['h'], say: 'key.keep', place: 'refund' },
  confirm: { press: ['mod+enter'], say: 'key.confirm', place: 'everywhere', inFields: true },
  copy: { press: ['c'], say: 'key.copy', place: 'refund' },
  cancel: { press: ['x'], say: 'key.cancel', place: 'refund' },
  acknowledge: { press: ['a'], say: 'key.acknowledge', place: 'refund' },
  skip: { press: ['s'], say: 'key.skip', place: 'inbox' },
  unskip: { press: ['mod+z'], say: 'key.unskip', place: 'inbox' },
  openInCall: { press: ['o'], say: 'key.openInCall', place: 'inbox' },
  verdict: { press: ['5'], say: 'key.verdict', place: 'inbox' },
  gateway: { press: ['6'], say: 'key.gateway', place: 'inbox' },
  currency: { press: ['7'], say: 'key.currency', place: 'inbox' },
  range: { press: ['8'], say: 'key.range', place: 'inbox' },
  order: { press: ['9'], say: 'key.order', place: 'inbox' },
  atLeast: { press: ['0'], say: 'key.atLeast', place: 'inbox' },
  hourBefore: { press: [','], say: 'key.hourBefore', place: 'inbox' },
  hourAfter: { press: ['.'], say: 'key.hourAfter', place: 'inbox' },
  customer: { press: ['o', 'enter'], say: 'key.customer', place: 'queue' },
  again: { press: ['r'], say: 'key.again', place: 'refund' },
  steps: { press: ['l'], say: 'key.steps', place: 'refund' },
  export: { press: ['e'], say: 'key.export', place: 'queue' },
  filter: { press: ['f'], say: 'key.filter', place: 'queue' },
  whose: { press: ['m'], say: 'key.whose', place: 'queue' },
  retry: { press: ['t'], say: 'key.retry', place: 'queue' },
  lookInto: { press: ['i'], say: 'key.lookInto', place: 'queue' },
  askAgain: { press: ['q'], say: 'key.askAgain', place: 'queue' },
  closeAsNotExecuted: { press: ['x'], say: 'key.closeAsNotExecuted', place: 'queue' },
  select: { press: ['space'], say: 'key.select', place: 'supervisor' },
  selectSure: { press: ['mod+a'], say: 'key.selectSure', place: 'supervisor' },
  bulk: { press: ['g b'], say: 'key.bulk', place: 'supervisor' },
  goApprovals: { press: ['g a'], say: 'key.goApprovals', place: 'supervisor' },
  approve: { press: ['y'], say: 'key.approve', place: 'supervisor' },
  reject: { press: ['n'], say: 'key.reject', place: 'supervisor' },
  supervise: { press: ['x'], say: 'key.supervise', place: 'supervisor' },
} as const satisfies Readonly<Record<string, KeyEntry>>

/** The name of a key. */
export type KeyName = keyof typeof keyTable

/** The entry of a key with its optional fields. */
export const keyEntry = (name: KeyName): KeyEntry => keyTable[name]

const CAP_TEXTS: Readonly<Record<string, string>> = {
  enter: '↵',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
  shift: '⇧',
}

/** The text on the cap of a key: `Ctrl K`, on a Mac `⌘ K`. */
export function keyCapText(press: string, isMac: boolean): string {
  return press
    .split(/[+ ]/)
    .map((part) => (part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : (CAP_TEXTS[part] ?? part.toUpperCase())))
    .join(' ')
}

/** A keyboard event in the notation of the table: `mod+shift+l`, `?`, `arrowdown`. */
export function pressOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  // In the table a space separates two presses, so the space bar has a name.
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    // A printable character already tells that Shift was pressed: `?`, not `shift+?`.
    event.shiftKey && (key.length > 1 || event.ctrlKey || event.metaKey) ? 'shift' : '',
    key,
  ]
  return parts.filter(Boolean).join('+')
}

import { useRef, useState } from 'react'
import type { InboxPage } from '../../preload/model.ts'
import { formatDecimal, parseDecimal } from '../../preload/money.ts'
import { say } from '../../preload/text/index.ts'
import { nextOf } from '../queue/queue-filter.ts'
import { useDeskState } from '../shell/use-desk-state.tsx'
import { KeyCap, shortcut } from '../ui/key-cap.tsx'
import type { KeyName } from '../ui/key-table.ts'
import { useKeys } from '../ui/keys.tsx'
import styles from './inbox-filters.module.css'
import { GATEWAYS, type InboxWish, ORDERS, RANGES, VERDICTS } from './inbox-state.ts'

interface InboxFiltersProps {
  /** The currencies that have been seen at stake. */
  readonly atStake: InboxPage['atStake']
}

/** What the list is narrowed to and how it is ordered; each press of a key goes one further. */
export function InboxFilters({ atStake }: InboxFiltersProps) {
  const { state, go } = useDeskState()
  const { verdict, gateway, currency, range } = state.inbox
  // What a filter hides does not vanish from its choices.
  const seen = useRef(new Set<string>())
  for (const one of atStake) seen.current.add(one.currency)
  const currencies = [null, ...[...seen.current].sort()]
  const show = (wish: Partial<InboxWish>) => () => go({ do: 'inbox', change: { do: 'show', wish } })
  const next = {
    verdict: show({ verdict: nextOf(VERDICTS, verdict) }),
    gateway: show({ gateway: nextOf(GATEWAYS, gateway) }),
    currency: show({ currency: nextOf(currencies, currency) }),
    range: show({ range: nextOf(RANGES, range) }),
  }
  useKeys('panel', next)
  return (
    <fieldset className={styles.filters}>
      <legend className="hidden">{say('inbox.filters')}</legend>
      <Choice
        name={say('inbox.filter.verdict')}
        value={verdict === 'all' ? say('inbox.verdict.all') : say(`verdict.${verdict}.word`)}
        keyName="verdict"
        set={verdict !== 'all'}
        onNext={next.verdict}
      />
      <Choice
        name={say('inbox.filter.gateway')}
        value={say(`inbox.gateway.${gateway}`)}
        keyName="gateway"
        set={gateway !== 'all'}
        onNext={next.gateway}
      />
      <Choice
        name={say('inbox.filter.currency')}
        value={currency ?? say('inbox.currency.all')}
        keyName="currency"
        set={currency !== null}
        onNext={next.currency}
      />
      <Choice
        name={say('inbox.filter.range')}
        value={say(`inbox.range.${range}`)}
        keyName="range"
        set={range !== 'all'}
        onNext={next.range}
      />
      {currency === null ? null : <AtLeast key={currency} currency={currency} />}
    </fieldset>
  )
}

/** How the list is ordered. */
export function InboxOrder() {
  const { state, go } = useDeskState()
  const { order } = state.inbox
  const next = () => go({ do: 'inbox', change: { do: 'show', wish: { order: nextOf(ORDERS, order) } } })
  useKeys('panel', { order: next })
  return (
    <Choice
      name={say('inbox.filter.order')}
      value={say(`inbox.order.${order}`)}
      keyName="order"
      set={false}
      onNext={next}
    />
  )
}

interface ChoiceProps {
  readonly name: string
  readonly value: string
  readonly keyName: KeyName
  /** It narrows the list. */
  readonly set: boolean
  readonly onNext: () => void
}

function Choice({ name, value, keyName, set, onNext }: ChoiceProps) {
  return (
    <button
      type="button"
      className={styles.choice}
      data-set={set || undefined}
      aria-label={say('inbox.filter.now', { name, value })}
      aria-keyshortcuts={shortcut(keyName)}
      onClick={onNext}
    >
      <span>{value}</span>
      <KeyCap name={keyName} />
    </button>
  )
}

/** The least amount at stake. It counts as soon as it can be read; emptied, every amount counts. */
function AtLeast({ currency }: { readonly currency: string }) {
  const { state, go } = useDeskState()
  const field = useRef<HTMLInputElement>(null)
  const { atLeastMinor } = state.inbox
  const [text, setText] = useState(atLeastMinor === null ? '' : formatDecimal(atLeastMinor, currency))
  useKeys('panel', { atLeast: () => field.current?.focus() })
  const isUnreadable = text.trim() !== '' && atLeastMinor === null
  const name = say('inbox.atLeast', { currency })
  return (
    <label className={styles.atLeast} data-wrong={isUnreadable || undefined}>
      <span className="hidden">{name}</span>
      <input
        ref={field}
        value={text}
        inputMode="decimal"
        placeholder={name}
        aria-invalid={isUnreadable}
        aria-keyshortcuts={shortcut('atLeast')}
        title={isUnreadable ? say('inbox.atLeast.unreadable', { currency }) : undefined}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          go({ do: 'inbox', change: { do: 'show', wish: { atLeastMinor: parseDecimal(value.trim(), currency) } } })
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') field.current?.blur()
        }}
      />
      <KeyCap name="atLeast" />
    </label>
  )
}

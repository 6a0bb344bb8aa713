import { useRef, useState } from 'react'
import type { InboxPage } from '../../../../shared/model/index.ts'
import { formatDecimal, parseDecimal } from '../../../../shared/money.ts'
import { say } from '../../../../shared/text/index.ts'
import { type InboxWish, ORDERS, RANGES, SHOWN_GATEWAYS, SHOWN_VERDICTS } from '../../../state/inbox-state.ts'
import { nextOf } from '../../../state/queue-filter.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { BareField } from '../../../ui/field/text-field.tsx'
import { KeyCap, shortcut } from '../../../ui/keys/key-cap.tsx'
import type { KeyName } from '../../../ui/keys/key-table.ts'
import { useKeys } from '../../../ui/keys/keys.tsx'
import styles from './inbox-filters.module.css'

interface InboxFiltersProps {
  /** The amounts at stake of the groups that match, one for each currency. */
  readonly atStake: InboxPage['atStake']
}

/** The filters of the list. Each press of a filter's key sets its next choice. */
export function InboxFilters({ atStake }: InboxFiltersProps) {
  const { state, go } = useDeskState()
  const { verdict, gateway, currency, range } = state.inbox
  // A currency stays a choice after a filter has hidden its groups.
  const seen = useRef(new Set<string>())
  for (const one of atStake) seen.current.add(one.currency)
  const currencies = [null, ...[...seen.current].sort()]
  const show = (wish: Partial<InboxWish>) => () => go({ do: 'inbox', change: { do: 'show', wish } })
  const next = {
    verdict: show({ verdict: nextOf(SHOWN_VERDICTS, verdict) }),
    gateway: show({ gateway: nextOf(SHOWN_GATEWAYS, gateway) }),
    currency: show({ currency: nextOf(currencies, currency) }),
    range: show({ range: nextOf(RANGES, range) }),
  }
  useKeys('panel', next)
  return (
    <fieldset className={styles.filters}>
      <legend className="hidden">{say('inbox.filters')}</legend>
      <Choice
        name={say('inbox.filter.verdict')}
        value={verdict === 'all' ? null : say(`verdict.${verdict}.label`)}
        keyName="verdict"
        onNext={next.verdict}
      />
      <Choice
        name={say('inbox.filter.gateway')}
        value={gateway === 'all' ? null : say(`inbox.gateway.${gateway}`)}
        keyName="gateway"
        onNext={next.gateway}
      />
      <Choice name={say('inbox.filter.currency')} value={currency} keyName="currency" onNext={next.currency} />
      <Choice
        name={say('inbox.filter.range')}
        value={range === 'all' ? null : say(`inbox.range.${range}`)}
        keyName="range"
        onNext={next.range}
      />
      {currency === null ? null : <AtLeast key={currency} currency={currency} />}
    </fieldset>
  )
}

/** The order of the list. Each press of its key sets the next order. */
export function InboxOrder() {
  const { state, go } = useDeskState()
  const { order } = state.inbox
  const next = () => go({ do: 'inbox', change: { do: 'show', wish: { order: nextOf(ORDERS, order) } } })
  useKeys('panel', { order: next })
  return (
    <Choice name={say('inbox.filter.order')} value={say(`inbox.order.${order}`)} keyName="order" quiet onNext={next} />
  )
}

interface ChoiceProps {
  readonly name: string
  /** The text of the current choice; null when the filter is not set. */
  readonly value: string | null
  readonly keyName: KeyName
  /** True for a choice that is no filter, so that it is never marked as set. */
  readonly quiet?: boolean
  readonly onNext: () => void
}

function Choice({ name, value, keyName, quiet = false, onNext }: ChoiceProps) {
  return (
    <button
      type="button"
      className={styles.choice}
      data-set={(value !== null && !quiet) || undefined}
      aria-label={say('inbox.filter.now', { name, value: value ?? say('inbox.filter.any') })}
      aria-keyshortcuts={shortcut(keyName)}
      onClick={onNext}
    >
      <span>{value ?? name}</span>
      <KeyCap name={keyName} />
    </button>
  )
}

/** The field of the least amount at stake. It filters as soon as its text is an amount. Empty, it does not filter. */
function AtLeast({ currency }: { readonly currency: string }) {
  const { state, go } = useDeskState()
  const field = useRef<HTMLInputElement>(null)
  const { atLeastMinor } = state.inbox
  const [text, setText] = useState(atLeastMinor === null ? '' : formatDecimal(atLeastMinor, currency))
  useKeys('panel', { atLeast: () => field.current?.focus() })
  const isUnreadable = text.trim() !== '' && atLeastMinor === null
  const name = say('inbox.atLeast', { currency })
  return (
    <div className={styles.atLeast} data-wrong={isUnreadable || undefined}>
      <BareField
        ref={field}
        aria-label={name}
        value={text}
        inputMode="decimal"
        placeholder={name}
        aria-invalid={isUnreadable}
        aria-keyshortcuts={shortcut('atLeast')}
        title={isUnreadable ? say('inbox.atLeast.unreadable', { currency }) : undefined}
        onText={(value) => {
          setText(value)
          go({ do: 'inbox', change: { do: 'show', wish: { atLeastMinor: parseDecimal(value.trim(), currency) } } })
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') field.current?.blur()
        }}
      />
      <KeyCap name="atLeast" />
    </div>
  )
}

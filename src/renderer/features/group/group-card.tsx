import { IconCheck, IconFileSearch, IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { CustomerView, Reason } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useCopy } from '../../bridge/use-copy.ts'
import { usePerson } from '../../bridge/use-person.ts'
import { addressOf } from '../../facts/address.ts'
import { compareCharges } from '../../facts/compare.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import type { ShownGroup } from '../../facts/shown-groups.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { useNow } from '../../ui/time.tsx'
import { callerSentence } from './caller-sentence.ts'
import { CardHead, FoldHead } from './card-head.tsx'
import { Comparison } from './comparison/comparison.tsx'
import { Reasons } from './comparison/reasons.tsx'
import { DecideButtons } from './decisions/decide-buttons.tsx'
import { DecideStep } from './decisions/decide-step.tsx'
import { DecisionList } from './decisions/decision-list.tsx'
import styles from './group-card.module.css'
import { MoneySummary } from './money-summary.tsx'
import { SpokenSentence } from './spoken-sentence.tsx'
import { useContactRows } from './use-contact-rows.ts'
import { verdictText } from './verdict-text.ts'

interface GroupCardProps {
  readonly shown: ShownGroup
  /** The place of the group on the screen, from 1. */
  readonly number: number
  readonly count: number
  readonly customer: CustomerView
  /** The charges of the group that the copy holds, earliest first. */
  readonly members: readonly ChargeOfBooking[]
  /** True when the keys of a group are about this one. */
  readonly current: boolean
  /** Folds or unfolds a quiet group. */
  readonly onFold: () => void
}

/**
 * One group: the verdict, the sentence to say, the reasons, the comparison, and what a person may do. A folded group is
 * one line.
 */
export function GroupCard({
  shown: { group, display },
  number,
  count,
  customer,
  members,
  current,
  onFold,
}: GroupCardProps) {
  const now = useNow()
  if (members.length === 0) return null
  const verdict = verdictText(group, members, now)
  return (
    <section
      className={styles.card}
      data-display={display}
      data-current={current || undefined}
      aria-label={say('group.label', { word: say('group.noun'), number, count, verdict })}
    >
      {display === 'open' ? (
        <CardHead group={group} members={members} />
      ) : (
        <FoldHead group={group} members={members} unfolded={display === 'unfolded'} onFold={onFold} />
      )}
      {display === 'folded' ? null : <Body group={group} customer={customer} members={members} current={current} />}
    </section>
  )
}

interface BodyProps extends Pick<GroupCardProps, 'customer' | 'members' | 'current'> {
  readonly group: ShownGroup['group']
}

/** Everything of a group below its head. */
function Body({ group, customer, members, current }: BodyProps) {
  const now = useNow()
  const { state } = useDeskState()
  const { user } = usePerson()
  const deciding = isAbout(group, state.deciding?.groupId) ? (state.deciding?.verdict ?? null) : null
  const [marked, setMarked] = useState<Reason | null>(null)
  const rows = compareCharges(members, now, useContactRows(group))
  return (
    <>
      <SpokenSentence sentence={callerSentence(group, members, now, user?.refundLimits ?? [])} current={current} />
      <div className={styles.why}>
        <Reasons reasons={group.reasons} current={current} onMark={setMarked} />
        <MoneySummary group={group} members={members} />
      </div>
      <Comparison group={group} customer={customer} members={members} rows={rows} marked={marked} />
      <DecisionList
        decisions={group.decisions}
        chargeIds={group.chargeIds}
        marked={marked?.fields.includes('decision') ?? false}
      />
      <div className={styles.foot}>
        {deciding ? (
          <DecideStep key={deciding} group={group} verdict={deciding} />
        ) : (
          <GroupActions group={group} current={current} />
        )}
      </div>
    </>
  )
}

/** What a person may do about a group as a whole: decide, open the evidence, copy the address. */
function GroupActions({ group, current }: Pick<BodyProps, 'group' | 'current'>) {
  const { state, go } = useDeskState()
  const { copied, copy } = useCopy()
  const isOpen = isAbout(group, state.evidenceGroupId)
  const toggleEvidence = () => go({ do: 'showEvidence', groupId: isOpen ? null : group.id })
  const copyAddress = () => void copy(addressOf(group.id))
  useKeys('region', { evidence: toggleEvidence, address: copyAddress }, current)
  const Icon = copied ? IconCheck : IconLink
  return (
    <div className={styles.acts}>
      <DecideButtons group={group} current={current} />
      <span className={styles.gap} />
      <Button
        look="quiet"
        {...(current ? { keyName: 'evidence' as const } : {})}
        aria-pressed={isOpen}
        onClick={toggleEvidence}
      >
        <IconFileSearch size={15} stroke={1.8} aria-hidden="true" />
        {say('group.evidence')}
      </Button>
      <Button look="quiet" {...(current ? { keyName: 'address' as const } : {})} onClick={copyAddress}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('group.address')}</span>
      </Button>
    </div>
  )
}

/**
 * True when the id is of this group. An earlier charge that arrives changes the id of a group, so any of its charges is
 * accepted.
 */
const isAbout = ({ chargeIds }: ShownGroup['group'], id: string | null | undefined): boolean =>
  id != null && chargeIds.includes(id)

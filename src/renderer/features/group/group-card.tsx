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
import { DecideStep } from './decisions/decide-step.tsx'
import { DecisionList } from './decisions/decision-list.tsx'
import { DecideButtons } from './decisions/decisions.tsx'
import styles from './group-card.module.css'
import { MoneySummary } from './money-summary.tsx'
import { SayThis } from './say-this.tsx'
import { useContactRows } from './use-contact-rows.ts'
import { verdictText } from './verdict-text.ts'

interface GroupCardProps {
  readonly shown: ShownGroup
  /** Its place among the groups on the screen, from 1. */
  readonly number: number
  readonly count: number
  readonly customer: CustomerView
  /** Its charges that the copy holds, earliest first. */
  readonly members: readonly ChargeOfBooking[]
  /** Group-wide keys are about this one. */
  readonly current: boolean
  readonly onFold: () => void
}

/** One group: what happened, why, the charges side by side, what to say, and what a person may do. Quiet ones are one line. */
export function GroupCard({
  shown: { group, face },
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
      data-face={face}
      data-current={current || undefined}
      aria-label={say('group.label', { word: say('group.noun'), number, count, verdict })}
    >
      {face === 'open' ? (
        <CardHead group={group} members={members} />
      ) : (
        <FoldHead group={group} members={members} unfolded={face === 'unfolded'} onFold={onFold} />
      )}
      {face === 'folded' ? null : <Body group={group} customer={customer} members={members} current={current} />}
    </section>
  )
}

interface BodyProps extends Pick<GroupCardProps, 'customer' | 'members' | 'current'> {
  readonly group: ShownGroup['group']
}

function Body({ group, customer, members, current }: BodyProps) {
  const now = useNow()
  const { state } = useDeskState()
  const { user } = usePerson()
  const deciding = isAbout(group, state.deciding?.groupId) ? (state.deciding?.verdict ?? null) : null
  const [marked, setMarked] = useState<Reason | null>(null)
  const rows = compareCharges(members, now, useContactRows(group))
  return (
    <>
      <SayThis sentence={callerSentence(group, members, now, user?.refundLimits ?? [])} current={current} />
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
          <Acts group={group} current={current} />
        )}
      </div>
    </>
  )
}

/** What may be done about a group as a whole. */
function Acts({ group, current }: Pick<BodyProps, 'group' | 'current'>) {
  const { state, go } = useDeskState()
  const { copied, take } = useCopy()
  const isOpen = isAbout(group, state.evidenceGroupId)
  const evidence = () => go({ do: 'showEvidence', groupId: isOpen ? null : group.id })
  const copy = () => void take(addressOf(group.id))
  useKeys('region', { evidence, address: copy }, current)
  const Icon = copied ? IconCheck : IconLink
  return (
    <div className={styles.acts}>
      <DecideButtons group={group} current={current} />
      <span className={styles.gap} />
      <Button
        look="quiet"
        {...(current ? { keyName: 'evidence' as const } : {})}
        aria-pressed={isOpen}
        onClick={evidence}
      >
        <IconFileSearch size={15} stroke={1.8} aria-hidden="true" />
        {say('group.evidence')}
      </Button>
      <Button look="quiet" {...(current ? { keyName: 'address' as const } : {})} onClick={copy}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('group.address')}</span>
      </Button>
    </div>
  )
}

/** An earlier charge that arrives renames a group; any of its charges still means it. */
const isAbout = ({ chargeIds }: ShownGroup['group'], id: string | null | undefined): boolean =>
  id != null && chargeIds.includes(id)

import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconLoader2, IconUserOff } from '@tabler/icons-react'
import type { DeskStatus } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useFailureText } from '../../ui/face.tsx'
import { type Condition, conditionOf } from './condition-of.ts'
import styles from './health.module.css'

const ICONS = {
  fine: IconCircleCheck,
  busy: IconLoader2,
  offline: IconCloudOff,
  signedOut: IconUserOff,
  problem: IconAlertTriangle,
} as const satisfies Readonly<Record<Condition, unknown>>

/** The condition of the desk: an icon, a title and one sentence. */
export function ConditionCard({ status }: { readonly status: DeskStatus }) {
  const condition = conditionOf(status)
  const problem = useFailureText(status.problem)
  const Icon = ICONS[condition]
  return (
    <section className={styles.condition} data-condition={condition} role="status">
      <Icon size={24} stroke={1.6} aria-hidden="true" />
      <div>
        <h2>{say(`health.${condition}.title`)}</h2>
        <p>{condition === 'problem' ? problem : say(`health.${condition}.text`)}</p>
      </div>
    </section>
  )
}

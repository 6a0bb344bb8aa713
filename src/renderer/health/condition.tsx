import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconLoader2, IconUserOff } from '@tabler/icons-react'
import type { DeskStatus } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import { useFailureText } from '../ui/face.tsx'
import styles from './health.module.css'

type ConditionName = 'fine' | 'busy' | 'offline' | 'signedOut' | 'problem'

const ICONS = {
  fine: IconCircleCheck,
  busy: IconLoader2,
  offline: IconCloudOff,
  signedOut: IconUserOff,
  problem: IconAlertTriangle,
} as const

/** The one word for how the desk is doing; what hinders most comes first. */
export function conditionOf({ connection, problem, syncedAt }: DeskStatus): ConditionName {
  if (connection === 'signed_out') return 'signedOut'
  // Being without a network is weather, and said as such.
  if (connection === 'offline' && (problem === null || problem.kind === 'central_unreachable')) return 'offline'
  if (problem) return 'problem'
  if (syncedAt === null || connection === 'connecting') return 'busy'
  return 'fine'
}

/** How the desk is doing, in one face and one sentence. */
export function Condition({ status }: { readonly status: DeskStatus }) {
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

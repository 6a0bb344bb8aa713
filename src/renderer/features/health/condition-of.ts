import type { DeskStatus } from '../../../shared/model/index.ts'
import { troubleOf } from '../../facts/trouble.ts'

/** How the desk is doing, in one word. */
type Condition = 'fine' | 'busy' | 'offline' | 'signedOut' | 'problem'

/** What hinders the desk most. */
export function conditionOf({ connection, problem, syncedAt }: DeskStatus): Condition {
  if (connection === 'signed_out') return 'signedOut'
  // Being without a network is weather, and said as such.
  if (troubleOf({ connection, problem }) === 'noNetwork') return 'offline'
  if (problem) return 'problem'
  if (syncedAt === null || connection === 'connecting') return 'busy'
  return 'fine'
}

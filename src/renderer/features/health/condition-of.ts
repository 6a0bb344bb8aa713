import type { DeskStatus } from '../../../shared/model/index.ts'
import { troubleOf } from '../../facts/trouble.ts'

/** How well the desk works, in one word. */
export type Condition = 'fine' | 'busy' | 'offline' | 'signedOut' | 'problem'

/** The condition of the desk: what hinders it most. */
export function conditionOf({ connection, problem, syncedAt }: DeskStatus): Condition {
  if (connection === 'signed_out') return 'signedOut'
  // A lost network is expected, so it is not shown as a problem.
  if (troubleOf({ connection, problem }) === 'noNetwork') return 'offline'
  if (problem) return 'problem'
  if (syncedAt === null || connection === 'connecting') return 'busy'
  return 'fine'
}

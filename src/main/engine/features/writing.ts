import type { Failure, Result } from '../../../shared/model/index.ts'
import { failed } from '../../../shared/result.ts'
import type { Session } from '../central/session/session.ts'
import type { DeskStore } from '../store/desk/desk.ts'
import type { Store } from '../store/sqlite/open.ts'

/** What every verb needs by which a person queues a write. */
export interface WritingPorts {
  readonly desk: DeskStore
  /** The current copy; null before the first fill. */
  readonly copy: () => Store | null
  readonly session: Pick<Session, 'user'>
  /** UTC ms. */
  readonly clock: () => number
  /** A new idempotency key (UUID). */
  readonly newKey: () => string
  /** Something was queued, or the queue changed otherwise. The engine sends what is due after the verb has answered. */
  readonly onQueued: () => void
}

/** The failure that a person sees when a write is not on disk: `disk_full`, else `not_saved`. It never looks like success. */
export function notSaved(failure: Failure): Result<never> {
  return failure.kind === 'disk_full' ? { ok: false, failure } : failed('not_saved', failure.code)
}

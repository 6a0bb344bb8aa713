import type { BulkObstacle, BulkRefund, Failure, FailureKind, Result, User } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { may } from '../../../../shared/rules/permissions.ts'
import { findBulkObstacle } from '../../domain/refund/bulk-rules.ts'
import { leftMinor } from '../../domain/refund/rules.ts'
import { findCharge } from '../../store/copy/charges.ts'
import { findLiveIntent } from '../../store/desk/intents.ts'
import { findLocalGroup } from '../group/find.ts'
import { balanceOf } from './balance.ts'
import { createRefundVerbs, type RefundPorts } from './refund.ts'
import type { Submission } from './submit.ts'

/**
 * Gives back what selected groups have to give back, each charge by a draft, a key and an intent of its own, through the very
 * verbs of a single refund: every rule holds, and each is durable by itself before the next is begun. For supervisors.
 *
 * When the desk cannot go on in the middle (the disk is full, the person signed out), what was queued is told and the rest is
 * left out as `not_saved`. Fails with `signed_out`, `not_allowed` (role), and as the first one does when nothing was queued.
 */
export type BulkRefundVerb = (argument: { groupIds: readonly string[]; note: string }) => Promise<Result<BulkRefund>>

type Queued = BulkRefund['queued'][number]
type LeftOut = BulkRefund['leftOut'][number]
/** A charge to give back, with what is left of it and what the copy shows as given back at this moment. */
type Planned = Pick<Queued, 'groupId' | 'chargeId' | 'amountMinor' | 'gateway'> &
  Pick<Submission, 'keepChargeId' | 'expectedRefundedMinor'>

/** Builds the verb over the desk, the copy of this moment and the session. */
export function createBulkRefund(ports: RefundPorts & { readonly giveWay: () => Promise<void> }): BulkRefundVerb {
  const { desk, session, onQueued, giveWay } = ports
  // The outbox and the screen are told once, when all are queued.
  const single = createRefundVerbs({ ...ports, onQueued: () => {} })

  /** What this group gives back as it stands now, or why it is left out. */
  function plan(groupId: string, user: User): Planned[] | BulkObstacle {
    const copy = ports.copy()
    const group = copy === null ? null : findLocalGroup(desk, copy, groupId)
    if (copy === null || group === null) return 'not_found'
    // An earlier charge has joined since the list was read.
    if (group.id !== groupId) return 'changed_meanwhile'
    const toGive = group.giveBackIds
      .flatMap((id) => findCharge(copy, id) ?? [])
      .map((found) => ({ ...balanceOf(desk, copy, found), currency: found.charge.currency }))
    const isWaiting = group.chargeIds.some((id) => findLiveIntent(desk, id) !== undefined)
    const obstacle = findBulkObstacle({ ...group, isWaiting, toGive }, user.refundLimits)
    if (obstacle !== null) return obstacle
    return toGive.map((charge) => ({
      groupId,
      chargeId: charge.id,
      gateway: charge.gateway,
      amountMinor: leftMinor(charge),
      keepChargeId: group.keepChargeId,
      expectedRefundedMinor: charge.refundedMinor,
    }))
  }

  /** Queues one charge; a draft that this person has open for it becomes the refund. */
  function queue({ groupId, gateway, ...wish }: Planned, note: string): Result<Queued> {
    const submitted = single.submitAtOnce({ ...wish, reason: 'duplicate', note })
    if (!submitted.ok) return submitted
    const { key, chargeId, reason, amountMinor, currency } = submitted.value
    return done({ groupId, chargeId, key, reason, gateway, amountMinor, currency })
  }

  return async ({ groupIds, note }) => {
    const user = session.user()
    if (user === null) return failed('signed_out')
    if (!may(user, 'bulk_refund')) return failed('not_allowed', 'role')
    const queued: Queued[] = []
    const leftOut: LeftOut[] = []
    let stop: Failure | null = null
    for (const groupId of new Set(groupIds)) {
      await giveWay()
      if (session.user()?.id !== user.id) stop ??= { kind: 'signed_out' }
      const planned = stop === null ? plan(groupId, user) : 'not_saved'
      if (typeof planned === 'string') {
        leftOut.push({ groupId, why: planned })
        continue
      }
      for (const one of planned) {
        const result = queue(one, note)
        if (result.ok) queued.push(result.value)
        else {
          const why = LEFT_OUT[result.failure.kind] ?? 'not_saved'
          if (why === 'not_saved') stop = result.failure
          leftOut.push({ groupId, why })
          break
        }
      }
    }
    if (queued.length > 0) onQueued()
    return stop !== null && queued.length === 0 ? { ok: false, failure: stop } : done({ queued, leftOut })
  }
}

/** What the rules of a single refund say, as the obstacle of a group; anything else stops the whole bulk. */
const LEFT_OUT: Partial<Record<FailureKind, BulkObstacle>> = {
  not_found: 'not_found',
  already_waiting: 'already_waiting',
  not_refundable: 'not_refundable',
  above_left: 'changed_meanwhile',
  keeps_nothing: 'changed_meanwhile',
  changed_meanwhile: 'changed_meanwhile',
}

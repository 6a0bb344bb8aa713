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
 * Queues the refunds of selected groups, for supervisors. Each charge gets a draft, a key and an intent of its own through the verbs
 * of a single refund, so every rule holds, and each intent is durable before the next one is begun.
 *
 * When the desk cannot go on in the middle (the disk is full, the person signed out), the answer lists what was queued and leaves
 * the rest out as `not_saved`. Fails with `signed_out`, `not_allowed` (role), and with the first failure when nothing was queued.
 */
export type BulkRefundVerb = (argument: { groupIds: readonly string[]; note: string }) => Promise<Result<BulkRefund>>

type Queued = BulkRefund['queued'][number]
type LeftOut = BulkRefund['leftOut'][number]
/** A charge to refund: the amount is what is left of it, `expectedRefundedMinor` what both files show as refunded now. */
type Planned = Pick<Queued, 'groupId' | 'chargeId' | 'amountMinor' | 'gateway'> &
  Pick<Submission, 'keepChargeId' | 'expectedRefundedMinor'>

/** Builds the verb. */
export function createBulkRefund(ports: RefundPorts & { readonly giveWay: () => Promise<void> }): BulkRefundVerb {
  const { desk, session, onQueued, giveWay } = ports
  // Outbox and screen hear of the intents once, when all are queued.
  const single = createRefundVerbs({ ...ports, onQueued: () => {} })

  /** The charges that this group gives back, or why it is left out. */
  function plan(groupId: string, user: User): Planned[] | BulkObstacle {
    const copy = ports.copy()
    const group = copy === null ? null : findLocalGroup(desk, copy, groupId)
    if (copy === null || group === null) return 'not_found'
    // A group is named after its earliest charge, so an earlier charge has joined since the list was read.
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

  /** Queues the refund of one charge. A draft that this person has open for the charge becomes that refund. */
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

/** The obstacle of a group for each failure of a single refund; any other failure stops the bulk. */
const LEFT_OUT: Partial<Record<FailureKind, BulkObstacle>> = {
  not_found: 'not_found',
  already_waiting: 'already_waiting',
  not_refundable: 'not_refundable',
  above_left: 'changed_meanwhile',
  keeps_nothing: 'changed_meanwhile',
  changed_meanwhile: 'changed_meanwhile',
}

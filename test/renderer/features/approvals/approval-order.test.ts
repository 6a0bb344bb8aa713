import { describe, expect, it } from 'vitest'
import { decisionText, mayDecide, sortApprovals } from '../../../../src/renderer/features/approvals/approval-order.ts'
import type { ApprovalDecision, ApprovalView } from '../../../../src/shared/model/index.ts'
import { AT, aCharge } from '../../sample.ts'

const decided = (change: Partial<ApprovalDecision>): ApprovalDecision => ({
  key: 'k',
  refundId: 'r1',
  decision: 'approve',
  note: 'one trip',
  state: 'queued',
  problemCode: null,
  centralState: null,
  by: { id: 'u3', name: 'Sam Okafor' },
  at: AT,
  ...change,
})

function anApproval(id: string, change: Partial<ApprovalView> = {}, state = 'pending_approval'): ApprovalView {
  const { amountMinor, currency, state: chargeState, gateway, card, capturedAt, refundedMinor } = aCharge()
  return {
    refund: {
      id,
      chargeId: 'c1',
      keepChargeId: null,
      amountMinor,
      currency,
      reason: 'goodwill',
      note: '',
      state,
      requestedBy: { id: 'u1', name: 'Ana Silva' },
      decidedBy: null,
      idempotencyKey: 'k1',
      createdAt: AT,
      updatedAt: AT,
    },
    charge: {
      id: 'c1',
      amountMinor,
      currency,
      state: chargeState,
      gateway,
      card,
      capturedAt,
      refundedMinor,
      booking: null,
    },
    keptCharge: null,
    mayNotDecide: null,
    decision: null,
    ...change,
  }
}

describe('approvals', () => {
  it('wait until this desk has decided, and wait again when the central service did not accept the decision', () => {
    const fresh = anApproval('fresh')
    const refused = anApproval('refused', { decision: decided({ state: 'refused', problemCode: 'above_limit' }) })
    const underway = anApproval('underway', { decision: decided({ state: 'sending' }) })
    const given = anApproval('given', { decision: decided({ state: 'given' }) }, 'pending')
    const gone = anApproval('gone', {}, 'succeeded')
    const { waiting, decided: done } = sortApprovals([fresh, refused, underway, given, gone])
    expect(waiting).toEqual([fresh, refused])
    expect(done).toEqual([underway, given])
  })

  it('are never offered to their requester, and a limit blocks only the approval', () => {
    expect(mayDecide(anApproval('r'))).toEqual({ approve: true, reject: true })
    expect(mayDecide(anApproval('r', { mayNotDecide: 'own_request' }))).toEqual({ approve: false, reject: false })
    expect(mayDecide(anApproval('r', { mayNotDecide: 'above_limit' }))).toEqual({ approve: false, reject: true })
    expect(mayDecide(anApproval('r', { decision: decided({}) }))).toEqual({ approve: false, reject: false })
  })

  it('describe the state of the decision and do not call it given before the central service accepted it', () => {
    const states = ['queued', 'sending', 'unknown', 'given', 'decided', 'refused'] as const
    const texts = states.map((state) => decisionText(anApproval('r', { decision: decided({ state }) })))
    expect(new Set(texts).size).toBe(states.length)
    expect(texts.filter((text) => text?.includes('pays it out'))).toHaveLength(1)
    expect(decisionText(anApproval('r'))).toBeNull()
  })
})

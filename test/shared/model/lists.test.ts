import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { lineOf } from '../../../src/main/engine/store/journal/journal-line.ts'
import {
  APPROVAL_VERDICTS,
  BOOKING_STATUSES,
  CHANNELS,
  CHARGE_STATES,
  DECISION_VERDICTS,
  GATEWAY_MIXES,
  GATEWAYS,
  INTENT_STATES,
  isOneOf,
  PURPOSES,
  REFUND_REASONS,
  REFUND_STATES,
  ROLES,
} from '../../../src/shared/model/lists.ts'

const root = join(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Every closed list that an OpenAPI document states somewhere, as text. */
function enumsIn(node: unknown): Set<string> {
  if (typeof node !== 'object' || node === null) return new Set()
  const own = 'enum' in node && Array.isArray(node.enum) ? [node.enum.join()] : []
  return new Set([...own, ...Object.values(node).flatMap((child) => [...enumsIn(child)])])
}

describe('a closed list', () => {
  const stated = enumsIn(parse(read('resources/central-api.openapi.yaml')))

  test.each([
    ['gateways', GATEWAYS],
    ['charge states', CHARGE_STATES],
    ['purposes', PURPOSES],
    ['booking statuses', BOOKING_STATUSES],
    ['channels', CHANNELS],
    ['refund reasons', REFUND_REASONS],
    ['refund states', REFUND_STATES],
    ['roles', ROLES],
    ['decision verdicts', DECISION_VERDICTS],
    ['approval verdicts', APPROVAL_VERDICTS],
  ])('of %s is the one that the contract states', (_, list) => {
    expect(stated).toContain(list.join())
  })

  test('knows its own values and no others', () => {
    expect(isOneOf(GATEWAYS, 'old')).toBe(true)
    expect(isOneOf(GATEWAYS, 'invented')).toBe(false)
  })
})

test.each(GATEWAY_MIXES)('the hours of the inbox colour the part of gateway %s', (mix) => {
  const css = read('src/renderer/features/inbox/filters/inbox-hours.module.css')
  expect(css).toContain(`[data-gateway="${mix}"]`)
})

test.each(
  REFUND_REASONS.flatMap((reason) =>
    INTENT_STATES.flatMap((state) => GATEWAYS.map((gateway) => ({ reason, state, gateway }))),
  ),
)('the journal keeps an intent with $reason, $state and gateway $gateway', (values) => {
  const row = { ...plainRow, ...values }
  const audit = { at: 5, who: null, from: null, to: values.state, why: 'submitted', note: null }
  expect(lineOf(row, audit, true)).toMatchObject({
    progress: { state: values.state, gateway: values.gateway },
    promise: { reason: values.reason },
  })
})

/** A row of `intent`; what the lists have is put in by each test. */
const plainRow = {
  seq: 1,
  key: '3f2a91c0-0000-4000-8000-000000000000',
  agentId: 'u',
  agentName: 'Ana',
  chargeId: 'c1',
  keepChargeId: null,
  amountMinor: 100,
  currency: 'USD',
  note: '',
  expectedRefundedMinor: 0,
  body: Buffer.from('{}'),
  bodySha256: 'x',
  rerouted: false,
  attempts: 0,
  firstAttemptAt: null,
  lastAttemptAt: null,
  problemCode: null,
  refundId: null,
  centralState: null,
  centralUpdatedAt: null,
  createdAt: 5,
  endedAt: null,
  acknowledgedAt: null,
  bookingId: 'b1',
  bookingReference: 'K3J9QX',
  travellerName: 'Davey Jones',
  flightNumber: 'EI164',
  departure: '2020-02-28T20:15',
  cardLast4: '5100',
  cardBrand: 'visa',
  step: 1,
  askFirst: false,
  facts: null,
  faster: null,
}

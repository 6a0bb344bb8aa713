import { describe, expect, test } from 'vitest'
import { readRefundAnswer } from '../../../../../src/main/engine/central/endpoints/refunds.ts'
import { meaningOfRefund } from '../../../../../src/main/engine/central/wire/refund.ts'

const NOW = 1_800_000_000_000
const sent = {
  key: '3f2a91c0-0000-4000-8000-000000000000',
  chargeId: 'c-1',
  amountMinor: 500,
  currency: 'JPY',
  gateway: 'old',
  rerouted: false,
} as const
const refund = {
  id: 're-1',
  version: 1,
  idempotency_key: sent.key,
  charge_id: 'c-1',
  amount_minor: 500,
  currency: 'JPY',
  state: 'pending',
  updated_at: '2027-01-15T08:00:00.000Z',
  something_new: true,
}
const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readRefundAnswer({ status, headers, body }, sent, NOW)
const executedNot = (code: string, more: object = {}) => ({
  type: 'about:blank',
  title: '',
  status: 0,
  code,
  executed: false,
  ...more,
})

describe('accepted answers: the state in the body decides', () => {
  test.each([
    [201, 'pending', 'accepted', null],
    [201, 'succeeded', 'accepted', null],
    [200, 'succeeded', 'accepted', null],
    [202, 'pending_approval', 'approval_asked', null],
    [200, 'pending_approval', 'approval_asked', null],
    [200, 'failed', 'not_given', 'failed'],
    [200, 'rejected', 'not_given', 'rejected'],
    [200, 'manual_review', 'unclear', 'manual_review'],
    [201, 'invented_later', 'unclear', 'invented_later'],
  ])('%d with a refund that is %s means %s', (status, state, event, code) => {
    expect(read(status, { ...refund, state })).toEqual({
      event,
      code,
      refund: {
        id: 're-1',
        idempotencyKey: sent.key,
        chargeId: 'c-1',
        amountMinor: 500,
        currency: 'JPY',
        state,
        updatedAt: NOW,
      },
      retryAt: null,
      gateway: null,
      faster: null,
    })
  })

  test.each([
    ['echo_key', { idempotency_key: 'another' }],
    ['echo_charge', { charge_id: 'c-2' }],
    ['echo_amount', { amount_minor: 50_000 }],
    ['echo_amount', { currency: 'USD' }],
  ])('an answer that echoes other facts than were sent needs a person: %s %j', (code, wrong) => {
    expect(read(201, { ...refund, ...wrong })).toMatchObject({ event: 'contradicted', code, refund: null })
    expect(read(200, { ...refund, ...wrong, state: 'failed' })).toMatchObject({ event: 'contradicted', code })
  })

  test.each([
    ['no JSON at all', undefined],
    ['null', null],
    ['a list', [refund]],
    ['no id', { ...refund, id: undefined }],
    ['no state', { ...refund, state: undefined }],
    ['no key', { ...refund, idempotency_key: null }],
    ['an amount that is no integer', { ...refund, amount_minor: 5.5 }],
    ['an amount beyond exactness', { ...refund, amount_minor: 2 ** 60 }],
    ['a date that is none', { ...refund, updated_at: 'yesterday' }],
  ])('an answer without a readable refund leaves the outcome unknown: %s', (_what, body) => {
    expect(read(201, body)).toMatchObject({ event: 'not_known', refund: null })
  })
})

describe('a refusal is final only when the answer proves that nothing was executed', () => {
  test.each([
    [400, 'bad_request'],
    [403, 'not_yours'],
    [404, 'charge_not_found'],
    [412, 'stale'],
    [412, 'stale_keep'],
    [422, 'exceeds_captured'],
    [422, 'not_captured'],
    [409, 'voided'],
  ])('%d %s', (status, code) => {
    expect(read(status, executedNot(code))).toMatchObject({ event: 'refused', code, retryAt: null })
    for (const executed of [true, undefined, 'false', null]) {
      expect(read(status, { code, executed })).toMatchObject({ event: 'not_known' })
    }
  })

  test('a refusal without a readable code gets its status as code', () => {
    expect(read(400, { executed: false })).toMatchObject({ event: 'refused', code: 'http_400' })
    expect(read(400, { executed: false, code: 'a name: Davey' })).toMatchObject({ event: 'refused', code: 'http_400' })
  })

  test('412 that lists a refund with our own key settles the intent from that refund', () => {
    const others = { ...refund, id: 're-0', idempotency_key: 'other' }
    const answer = executedNot('stale', {
      current_refunded_minor: 500,
      refunds: [others, { ...refund, state: 'succeeded' }],
    })
    expect(read(412, answer)).toMatchObject({ event: 'accepted', refund: { id: 're-1', state: 'succeeded' } })
    expect(read(412, executedNot('stale', { refunds: [others] }))).toMatchObject({ event: 'refused', code: 'stale' })
  })
})

describe('an answer key_reused', () => {
  test.each([executedNot('key_reused'), { code: 'key_reused' }])(
    'needs a person, whatever it says about execution',
    (body) => {
      expect(read(422, body)).toMatchObject({ event: 'contradicted', code: 'key_reused' })
    },
  )
})

describe('an answer wrong_gateway', () => {
  test('sends the refund once more, to the gateway that the answer names', () => {
    expect(read(409, executedNot('wrong_gateway', { gateway: 'new' }))).toMatchObject({
      event: 'not_known',
      gateway: 'new',
    })
  })
  test('is a refusal after one rerouting, and when it names the gateway that has just refused', () => {
    const again = { status: 409, headers: {}, body: executedNot('wrong_gateway', { gateway: 'new' }) }
    expect(readRefundAnswer(again, { ...sent, rerouted: true }, NOW)).toMatchObject({ event: 'refused', gateway: null })
    expect(read(409, executedNot('wrong_gateway', { gateway: 'old' }))).toMatchObject({ event: 'refused' })
  })
  test.each([
    executedNot('wrong_gateway'),
    executedNot('wrong_gateway', { gateway: 'third' }),
    { code: 'wrong_gateway', gateway: 'new' },
  ])('leaves the outcome unknown without a known gateway or without proof: %j', (body) => {
    expect(read(409, body)).toMatchObject({ event: 'not_known', gateway: null })
  })
})

describe('an unknown outcome: the engine sends the same key again later', () => {
  test.each([401, 402, 405, 408, 409, 413, 418, 423, 425, 429, 451, 500, 501, 502, 503, 504, 599])('%d', (status) => {
    for (const body of [undefined, null, 'text', {}, executedNot('anything')]) {
      expect(read(status, body)).toMatchObject({ event: 'not_known', refund: null })
    }
  })
  test.each([204, 205, 206, 226])('%d does not count as an acceptance', (status) => {
    expect(read(status, refund)).toMatchObject({ event: 'not_known' })
  })
  test('in_progress keeps its code', () => {
    expect(read(409, { code: 'in_progress' })).toMatchObject({ event: 'not_known', code: 'in_progress' })
  })
  test.each([
    ['120', NOW + 120_000],
    [new Date(NOW + 90_000).toUTCString(), NOW + 90_000],
    ['315360000', NOW + 3_600_000],
    ['Fri, 31 Dec 2099 23:59:59 GMT', NOW + 3_600_000],
    ['Mon, 01 Jan 2001 00:00:00 GMT', null],
    ['soon', null],
    ['-5', null],
    ['', null],
  ])('Retry-After %s', (header, retryAt) => {
    expect(read(429, {}, { 'retry-after': header })).toMatchObject({ event: 'not_known', code: 'http_429', retryAt })
    expect(read(503, undefined, { 'retry-after': header })).toMatchObject({
      event: 'not_known',
      code: 'http_503',
      retryAt,
    })
  })
})

test('a refund from the feed is read by the same rule as an answer', () => {
  const refundWithKey = {
    id: 're-1',
    idempotencyKey: sent.key,
    chargeId: 'c-1',
    amountMinor: 500,
    currency: 'JPY',
    state: 'rejected',
    updatedAt: 1,
  }
  expect(meaningOfRefund(refundWithKey, sent)).toMatchObject({
    event: 'not_given',
    code: 'rejected',
    refund: refundWithKey,
  })
})

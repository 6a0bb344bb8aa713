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
  ])('%d %s → %s', (status, state, event, code) => {
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
  ])('a wrong echo needs a person: %s %j', (code, wrong) => {
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
  ])('what is not the refund promised is not known: %s', (_what, body) => {
    expect(read(201, body)).toMatchObject({ event: 'not_known', refund: null })
  })
})

describe('refused for good, with proof', () => {
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

  test('a refusal without a readable code is named by its status', () => {
    expect(read(400, { executed: false })).toMatchObject({ event: 'refused', code: 'http_400' })
    expect(read(400, { executed: false, code: 'a name: Davey' })).toMatchObject({ event: 'refused', code: 'http_400' })
  })

  test('412 that lists our own key settles from it', () => {
    const others = { ...refund, id: 're-0', idempotency_key: 'other' }
    const answer = executedNot('stale', {
      current_refunded_minor: 500,
      refunds: [others, { ...refund, state: 'succeeded' }],
    })
    expect(read(412, answer)).toMatchObject({ event: 'accepted', refund: { id: 're-1', state: 'succeeded' } })
    expect(read(412, executedNot('stale', { refunds: [others] }))).toMatchObject({ event: 'refused', code: 'stale' })
  })
})

describe('key_reused', () => {
  test.each([executedNot('key_reused'), { code: 'key_reused' }])(
    'is for a person, whatever it says of execution',
    (body) => {
      expect(read(422, body)).toMatchObject({ event: 'contradicted', code: 'key_reused' })
    },
  )
})

describe('wrong_gateway', () => {
  test('goes once more, to the gateway named', () => {
    expect(read(409, executedNot('wrong_gateway', { gateway: 'new' }))).toMatchObject({
      event: 'not_known',
      gateway: 'new',
    })
  })
  test('not again, and not to the gateway that has just said no', () => {
    const again = { status: 409, headers: {}, body: executedNot('wrong_gateway', { gateway: 'new' }) }
    expect(readRefundAnswer(again, { ...sent, rerouted: true }, NOW)).toMatchObject({ event: 'refused', gateway: null })
    expect(read(409, executedNot('wrong_gateway', { gateway: 'old' }))).toMatchObject({ event: 'refused' })
  })
  test.each([
    executedNot('wrong_gateway'),
    executedNot('wrong_gateway', { gateway: 'third' }),
    { code: 'wrong_gateway', gateway: 'new' },
  ])('without a gateway that we know, or without proof, it is not known: %j', (body) => {
    expect(read(409, body)).toMatchObject({ event: 'not_known', gateway: null })
  })
})

describe('not known: the same key, later', () => {
  test.each([401, 402, 405, 408, 409, 413, 418, 423, 425, 429, 451, 500, 501, 502, 503, 504, 599])('%d', (status) => {
    for (const body of [undefined, null, 'text', {}, executedNot('anything')]) {
      expect(read(status, body)).toMatchObject({ event: 'not_known', refund: null })
    }
  })
  test.each([204, 205, 206, 226])('%d is no acceptance', (status) => {
    expect(read(status, refund)).toMatchObject({ event: 'not_known' })
  })
  test('in_progress says so', () => {
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

test('the feed is read by the same rule', () => {
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

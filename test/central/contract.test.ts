import { randomUUID } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { answerFaults, document, type Exchange, requestFaults } from './contract.ts'
import { aRefund } from './sample-data.ts'

const operations = Object.entries(document.paths as Record<string, Record<string, object>>).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
)

test('the contract file has exactly the calls that the service has', () => {
  expect(operations.sort()).toEqual([
    'GET /v1/bookings',
    'GET /v1/changes',
    'GET /v1/entity-filter',
    'GET /v1/error-reports',
    'GET /v1/health',
    'GET /v1/refunds/by-key/{key}',
    'GET /v1/snapshot',
    'POST /v1/bookings',
    'POST /v1/decisions',
    'POST /v1/error-reports',
    'POST /v1/refunds',
    'POST /v1/refunds/by-key/{key}/void',
    'POST /v1/refunds/{id}/approval',
    'POST /v1/session',
    'POST /v1/session/refresh',
  ])
})

test('every reference of the contract file resolves, and every schema compiles', () => {
  const refs = new Set(JSON.stringify(document).match(/(?<="\$ref":")#[^"]+/g))
  for (const ref of refs) {
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], document)
    expect(found, ref).toBeTypeOf('object')
  }
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false })
  ajv.addVocabulary(['components', 'paths', 'openapi', 'info', 'servers', 'security', 'tags'])
  ajv.addSchema({ ...document, $id: 'strict' })
  const { schemas } = document.components as { schemas: object }
  for (const name of Object.keys(schemas))
    expect(() => ajv.compile({ $ref: `strict#/components/schemas/${name}` }), name).not.toThrow()
})

describe('the checker reports what differs from the contract file', () => {
  const refund: Exchange = {
    method: 'POST',
    path: '/v1/refunds',
    request: {
      headers: {
        authorization: 'Bearer x',
        'content-type': 'application/json',
        'idempotency-key': `"${randomUUID()}"`,
        'x-gateway': 'old',
      },
      body: aRefund('ch_1'),
    },
    answer: {
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        detail: '',
        code: 'wrong_gateway',
        executed: false,
        gateway: 'new',
      },
    },
  }
  const without = (name: string) =>
    ({ ...refund.request.headers, [name]: undefined }) as unknown as Record<string, string>

  test('it reports nothing for a correct exchange', () => {
    expect([...requestFaults(refund), ...answerFaults(refund)]).toEqual([])
  })

  test.each(['authorization', 'content-type', 'idempotency-key', 'x-gateway'])(
    'it reports a request without %s',
    (name) => {
      expect(requestFaults({ ...refund, request: { ...refund.request, headers: without(name) } })).toHaveLength(1)
    },
  )

  test.each([{ amount_minor: 1.5 }, { reason: 'duplicate' }, { keep_charge_id: 'ch_2' }, { note: undefined }])(
    'it reports a body with %o',
    (change) => {
      const body = JSON.parse(JSON.stringify(aRefund('ch_1', change)))
      expect(requestFaults({ ...refund, request: { ...refund.request, body } })).not.toEqual([])
    },
  )

  test.each([
    { status: 418 },
    { headers: { 'content-type': 'text/html' } },
    { body: { ...(refund.answer.body as object), executed: true } },
    { body: { ...(refund.answer.body as object), gateway: undefined } },
    { body: { ...(refund.answer.body as object), code: 'odd' } },
  ])('it reports an answer with %o', (change) => {
    expect(answerFaults({ ...refund, answer: { ...refund.answer, ...change } })).not.toEqual([])
  })
})

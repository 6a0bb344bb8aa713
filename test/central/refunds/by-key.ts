import { toWireRefund } from '../feed/rows.ts'
import { type Answer, problem } from '../problem.ts'
import type { Service } from '../service.ts'
import { uuid } from './key.ts'
import { inProgress, readKeyRow, stillWorking } from './key-ledger.ts'
import { readRefund } from './refund-store.ts'

/**
 * `GET /v1/refunds/by-key/{uuid}`: 200 with the refund, 202 while it is being worked on, 404 when no refund has this
 * key.
 */
export async function findByKey({ db, clock }: Service, text: string): Promise<Answer> {
  if (!uuid.test(text)) return notAKey()
  return db.transaction(async (tx) => {
    const row = await readKeyRow(tx, text.toLowerCase())
    if (row?.refund_id) return { status: 200, body: toWireRefund(await readRefund(tx, row.refund_id)) }
    if (row && stillWorking(row, clock())) {
      return { status: 202, body: { idempotency_key: row.key, state: 'in_progress' } }
    }
    return problem(404, 'not_seen', 'No refund is known under this key.')
  })
}

/**
 * `POST /v1/refunds/by-key/{uuid}/void`: 200 when this key has not executed and never will, 409 with the refund if it
 * has.
 */
export async function voidKey({ db, clock }: Service, text: string): Promise<Answer> {
  if (!uuid.test(text)) return notAKey()
  const key = text.toLowerCase()
  return db.transaction(async (tx) => {
    await tx.query(
      "insert into idempotency_key (key, state, since) values ($1, 'voided', $2) on conflict (key) do nothing",
      [key, clock()],
    )
    const row = await readKeyRow(tx, key)
    if (row?.refund_id) {
      const refund = toWireRefund(await readRefund(tx, row.refund_id))
      return problem(409, 'executed', 'This key has executed.', { executed: true, refund })
    }
    if (row?.state === 'working') {
      if (stillWorking(row, clock())) return inProgress()
      await tx.query("update idempotency_key set state = 'voided', owner = null, fingerprint = null where key = $1", [
        key,
      ])
    } else if (row?.state === 'final' && (row.status ?? 0) < 300) {
      return problem(409, 'executed', 'This key was used for something other than a refund.', { executed: true })
    }
    return { status: 200, body: { idempotency_key: key, state: 'voided', executed: false } }
  })
}

function notAKey(): Answer {
  return problem(400, 'bad_request', 'A key is a UUID.')
}

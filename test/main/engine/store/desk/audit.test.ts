import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchAudit } from '../../../../../src/main/engine/features/health/audit-chain.ts'
import { appendAudit } from '../../../../../src/main/engine/store/desk/audit.ts'
import { leaveDesk, openDesk, type WorkingDesk } from '../../working-desk.ts'

let at: WorkingDesk

beforeEach(() => {
  at = openDesk({ url: 'http://127.0.0.1:9' })
  at.desk.write('draft', () => {
    for (let step = 0; step < 1_200; step += 1) {
      const entry = {
        subject: 'customer',
        subjectId: `r-${step}`,
        fromState: null,
        toState: 'revealed',
        why: 'verified',
      }
      appendAudit(at.desk, { ...entry, at: step, who: { id: 'u', name: 'Ana' } })
    }
  })
})

afterEach(() => leaveDesk(at))

/** Checks the whole chain; gives the kind of the problem, or null, and the logged fields. */
async function check(): Promise<[string | null, unknown[]]> {
  const logged: unknown[] = []
  const chain = watchAudit({
    desk: at.desk,
    giveWay: () => Promise.resolve(),
    log: ({ fields }) => void logged.push(fields),
    onBroken: () => {},
  })
  await chain.start()
  return [chain.problem()?.kind ?? null, logged]
}

/** Changes the audit as a person can who removes the triggers. */
function tamper(sql: string): void {
  at.desk.sqlite.exec(`DROP TRIGGER audit_is_frozen; DROP TRIGGER audit_is_kept; ${sql}`)
}

test('an unchanged chain is intact', async () => {
  expect(await check()).toEqual([null, []])
})

test.each([
  ['a changed row', "UPDATE audit SET person_name = 'Ben' WHERE seq = 700", 700],
  ['a removed row', 'DELETE FROM audit WHERE seq = 700', 701],
  ['a removed hash', "UPDATE audit SET hash = '' WHERE seq = 2", 2],
  ['a swap of two rows', 'UPDATE audit SET seq = -1 WHERE seq = 700; UPDATE audit SET seq = 700 WHERE seq = 701', 700],
])('%s is found', async (_what, sql, seq) => {
  tamper(sql)
  expect(await check()).toEqual(['audit_broken', [{ seq }]])
})

test('rows of a build without hashes are accepted before the first row with a hash', async () => {
  tamper("DELETE FROM audit; INSERT INTO audit (at, subject, subject_id, why) VALUES (1, 'refund', 'k', 'submitted')")
  appendAudit(at.desk, {
    at: 2,
    who: null,
    subject: 'refund',
    subjectId: 'k',
    fromState: null,
    toState: null,
    why: 'x',
  })
  expect(await check()).toEqual([null, []])
})

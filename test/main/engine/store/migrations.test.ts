import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listLocalDecisionsAmong } from '../../../../src/main/engine/store/desk/local-decisions.ts'
import { findLocalDecision } from '../../../../src/main/engine/store/desk/unaccepted-decisions.ts'
import { openDatabase, type Store } from '../../../../src/main/engine/store/sqlite/open.ts'
import { expectOk } from '../working-desk.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../../resources/migrations')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'once-migrations-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a file as an older build that knew only the first `count` migrations. */
function openOlder(which: 'copy' | 'desk', count: number): Store {
  const migrationsFolder = join(folder, `${which}-migrations`)
  cpSync(join(MIGRATIONS, which), migrationsFolder, { recursive: true })
  const file = join(migrationsFolder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: object[] }
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  return expectOk(openDatabase({ file: join(folder, `${which}.db`), migrationsFolder }))
}

const openNow = (which: 'copy' | 'desk'): Store =>
  expectOk(openDatabase({ file: join(folder, `${which}.db`), migrationsFolder: join(MIGRATIONS, which) }))

test('a copy of release 0.1 keeps its rows under the new names', () => {
  const older = openOlder('copy', 5)
  older.sqlite.exec(`
    INSERT INTO booking (id, entity_hash) VALUES (1, zeroblob(32));
    INSERT INTO customer (id, key) VALUES (1, 'davey@example.org');
    INSERT INTO sync_state (id, epoch, cursor, filled_seq, filled_lines, snapshot_lines, filled_at, bookings, charges, groups, quarantined)
      VALUES (1, 'e1', 'c', 0, 0, 0, 1, 1, 1, 0, 0);
    INSERT INTO tombstone (kind, id, version) VALUES ('record', 'gone', 3);`)
  for (const id of ['b1', 'b2'])
    older.sqlite
      .prepare(
        `INSERT INTO record (id, version, booking_id, customer_id, reference, status, channel, given_name, surname, email,
           flight_number, origin, destination, departure, card_fingerprint, card_last4, card_brand, booked_at)
         VALUES (?, 1, 1, 1, 'K3J9QX', 'confirmed', 'web', 'Davey', 'Jones', 'davey@example.org', 'EI164', 'DUB', 'LHR',
           202002282015, 'x', '5100', 'visa', 5)`,
      )
      .run(id)
  older.close()

  const copy = openNow('copy')
  const all = (sql: string): unknown[] => copy.sqlite.prepare(sql).raw().all()
  expect(all('SELECT id, entity_id, reference FROM booking ORDER BY id')).toEqual([
    ['b1', 1, 'K3J9QX'],
    ['b2', 1, 'K3J9QX'],
  ])
  expect(all('SELECT id FROM entity')).toEqual([[1]])
  expect(all('SELECT bookings FROM sync_state'), 'two bookings of one entity are two').toEqual([[2]])
  expect(all('SELECT kind, id FROM tombstone')).toEqual([['booking', 'gone']])
  expect(all('PRAGMA foreign_key_check')).toEqual([])
  copy.close()
})

test('the queue of a desk of release 0.1 goes on under the new names', () => {
  const older = openOlder('desk', 7)
  older.sqlite.exec(`
    INSERT INTO intent (key, state, agent_id, agent_name, charge_id, amount_minor, currency, reason, note,
      expected_refunded_minor, body, body_sha256, gateway, created_at, record_id, record_reference, traveller_name,
      flight_number, departure, card_last4, card_brand)
    VALUES ('k1', 'queued', 'u', 'Ana', 'c1', 9599, 'GBP', 'goodwill', '', 0, x'7b7d', 'x', 'old', 5, 'b1', 'K3J9QX',
      'Davey Jones', 'EI164', '2020-02-28T20:15', '5100', 'visa');
    INSERT INTO ruling (key, charge_ids, verdict, note, body, person_id, person_name, state, decided_at)
    VALUES ('d1', '["c1","c2"]', 'not_duplicate', 'two people', x'7b7d', 'u', 'Ana', 'queued', 5);
    INSERT INTO ruling_charge (charge_id, ruling_key) VALUES ('c1', 'd1'), ('c2', 'd1');
    INSERT INTO outbox (kind, what, owner_id, due_at) VALUES ('ruling', 'd1', 'u', 5)`)
  older.close()
  const desk = openNow('desk')
  expect(desk.sqlite.prepare('SELECT key, booking_id, booking_reference FROM intent').raw().all()).toEqual([
    ['k1', 'b1', 'K3J9QX'],
  ])
  expect(desk.sqlite.prepare('SELECT kind, what, due_at FROM outbox').raw().all()).toEqual([['decision', 'd1', 5]])
  expect(findLocalDecision(desk, 'd1')).toMatchObject({ chargeIds: ['c1', 'c2'], state: 'queued', note: 'two people' })
  expect(listLocalDecisionsAmong(desk, ['c1', 'c2']).map(({ key }) => key)).toEqual(['d1'])
  expect(() => desk.sqlite.exec('DELETE FROM local_decision')).toThrow('never deleted')
  expect(() => desk.sqlite.exec("UPDATE intent SET amount_minor = 1 WHERE key = 'k1'"), 'it stays frozen').toThrow()
  desk.close()
})

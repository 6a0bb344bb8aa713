import type { Result } from '../../../../shared/model/index.ts'
import { formatDecimal } from '../../../../shared/money.ts'
import { done, failed } from '../../../../shared/result.ts'
import { may } from '../../../../shared/rules/permissions.ts'
import type { Session } from '../../central/session/session.ts'
import { writeCsv } from '../../domain/csv.ts'
import { type IntentRow, listIntentsBetween } from '../../store/desk/intents.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { referenceOf } from '../refund/intent-view.ts'

/** The columns of the report in order: the head of each, and its value for an intent. Instants are UTC (RFC 3339). */
const COLUMNS: readonly (readonly [string, (row: IntentRow) => string])[] = [
  ['time', (row) => new Date(row.createdAt).toISOString()],
  ['refund', (row) => referenceOf(row.key)],
  ['booking', (row) => row.bookingReference],
  ['traveller', (row) => row.travellerName],
  ['flight', (row) => row.flightNumber],
  ['departure', (row) => row.departure],
  ['card', (row) => row.cardLast4],
  ['amount', (row) => formatDecimal(row.amountMinor, row.currency)],
  ['currency', (row) => row.currency],
  ['reason', (row) => row.reason],
  ['note', (row) => row.note],
  ['state', outcomeOf],
  ['problem', (row) => row.problemCode ?? ''],
  ['attempts', (row) => String(row.attempts)],
  ['ended', (row) => (row.endedAt === null ? '' : new Date(row.endedAt).toISOString())],
  ['agent', (row) => row.agentName],
  ['charge', (row) => row.chargeId],
  ['kept charge', (row) => row.keepChargeId ?? ''],
  ['central refund', (row) => row.refundId ?? ''],
  ['key', (row) => row.key],
]

/** The intents that the person signed in made in [dayStart, dayEnd) (UTC ms), oldest first, as CSV. Fails with `signed_out`. */
export function writeReport(
  ports: { desk: Store; session: Pick<Session, 'user'> },
  day: { dayStart: number; dayEnd: number },
): Result<{ csv: string }> {
  const user = ports.session.user()
  if (user === null) return failed('signed_out')
  if (!may(user, 'export')) return failed('not_allowed', 'role')
  const rows = listIntentsBetween(ports.desk, user.id, day.dayStart, day.dayEnd).toReversed()
  const lines = rows.map((row) => COLUMNS.map(([, value]) => value(row)))
  return done({ csv: writeCsv([COLUMNS.map(([head]) => head), ...lines]) })
}

/** The state of an intent, but `confirmed` is split by the state at the central service: `paid` when it succeeded, else `accepted`. */
function outcomeOf(row: IntentRow): string {
  if (row.state !== 'confirmed') return row.state
  return row.centralState === 'succeeded' ? 'paid' : 'accepted'
}

import type { Queries } from '../database.ts'

/** Where the feed stands. */
export interface FeedState {
  epoch: string
  high_water: number
  oldest_cursor: number
  old_cursors: 'gone' | 'restart'
}

/** The one row of `service`. */
export async function readFeedState(db: Queries): Promise<FeedState> {
  const [state] = await db.query<FeedState>('select epoch, high_water, oldest_cursor, old_cursors from service')
  if (!state) throw new Error('the service has no row: its feed was never loaded')
  return state
}

/** An opaque cursor: the epoch and the last seq that was told. */
export function writeCursor(epoch: string, seq: number): string {
  return Buffer.from(`${epoch} ${seq}`).toString('base64url')
}

/** The seq after which a cursor goes on; `gone` when its history is no longer kept, `malformed` when nobody gave it out. */
export function readCursor(cursor: string, state: FeedState): number | 'gone' | 'malformed' {
  if (cursor === '') return state.oldest_cursor > 0 ? 'gone' : 0
  const [, epoch, digits] = /^(\S+) (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!epoch || !digits) return 'malformed'
  if (epoch !== state.epoch) return state.old_cursors === 'restart' ? 0 : 'gone'
  const seq = Number(digits)
  return seq < state.oldest_cursor ? 'gone' : seq
}

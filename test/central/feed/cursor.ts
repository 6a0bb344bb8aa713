import type { Queries } from '../database.ts'

/** The row of `service`: the epoch and the place of the feed. */
export interface FeedState {
  epoch: string
  high_water: number
  oldest_cursor: number
  old_cursors: 'gone' | 'restart'
}

/** Reads the only row of `service`. */
export async function readFeedState(db: Queries): Promise<FeedState> {
  const [state] = await db.query<FeedState>('select epoch, high_water, oldest_cursor, old_cursors from service')
  if (!state) throw new Error('the service has no row: its feed was never loaded')
  return state
}

/** An opaque cursor: the epoch and the seq of the last change that was sent. */
export function writeCursor(epoch: string, seq: number): string {
  return Buffer.from(`${epoch} ${seq}`).toString('base64url')
}

/**
 * The seq after which a cursor goes on; `gone` when its history is no longer kept, `malformed` when the service never
 * issued it.
 */
export function readCursor(cursor: string, state: FeedState): number | 'gone' | 'malformed' {
  if (cursor === '') return state.oldest_cursor > 0 ? 'gone' : 0
  const [, epoch, digits] = /^(\S+) (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!epoch || !digits) return 'malformed'
  if (epoch !== state.epoch) return state.old_cursors === 'restart' ? 0 : 'gone'
  const seq = Number(digits)
  return seq < state.oldest_cursor ? 'gone' : seq
}

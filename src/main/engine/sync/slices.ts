/** The longest that the sync may hold the thread is 16 ms; this leaves room for the one item that ends a slice. */
const SLICE_MS = 8
/** What a page may take, so that one in a hundred stays below 16 ms. */
const PAGE_MS = 6
/** A change may have a full flight judged again: three milliseconds. */
const SMALLEST_PAGE = 2
const LARGEST_PAGE = 1_000

/** Asks for a breather whenever a slice of our own work is used up. */
export interface Slices {
  /** To be awaited between two small steps. Undefined, and so no wait at all, while the slice lasts. */
  readonly breathe: () => Promise<void> | undefined
  /** Ends the slice here, because what follows needs one for itself. */
  readonly end: () => Promise<void>
}

/** Starts the first slice now. */
export function startSlices(stopwatch: () => number, giveWay: () => Promise<void>): Slices {
  let startedAt = stopwatch()
  const end = async (): Promise<void> => {
    await giveWay()
    startedAt = stopwatch()
  }
  return {
    end,
    breathe: () => (stopwatch() - startedAt < SLICE_MS ? undefined : end()),
  }
}

/** How many changes the first page asks for, before anything was measured: each may be on another full flight. */
export const FIRST_PAGE = 4

/** How many changes to ask for next, after a page of `items` took `tookMs` of our own time. Grows by half at most. */
export function nextPageSize(size: number, items: number, tookMs: number): number {
  if (items === 0) return size
  const fits = Math.floor(PAGE_MS / Math.max(tookMs / items, 0.001))
  return Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, fits, Math.ceil(size * 1.5)))
}

/** What the end of a fill's transaction may take: it has a slice for itself. */
const COMMIT_MS = 10
/** How many lines of a fill come before its first commit. */
export const FIRST_COMMIT = 100
/** What is lost at most when the process ends in the middle. */
const LARGEST_COMMIT = 10_000

/** How many lines of a fill to write before the next commit, after one of `lines` took `tookMs`. Grows by half at most. */
export function nextCommitSize(lines: number, tookMs: number): number {
  const fits = Math.floor((lines * COMMIT_MS) / Math.max(tookMs, 0.001))
  return Math.max(FIRST_COMMIT, Math.min(LARGEST_COMMIT, fits, Math.ceil(lines * 1.5)))
}

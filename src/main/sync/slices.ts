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
}

/** Starts the first slice now. */
export function startSlices(stopwatch: () => number, giveWay: () => Promise<void>): Slices {
  let startedAt = stopwatch()
  const end = async (): Promise<void> => {
    await giveWay()
    startedAt = stopwatch()
  }
  return {
    breathe: () => (stopwatch() - startedAt < SLICE_MS ? undefined : end()),
  }
}

/** How many changes the first page asks for, before anything was measured. */
export const FIRST_PAGE = 100

/** How many changes to ask for next, after a page of `items` took `tookMs` of our own time. Grows by half at most. */
export function nextPageSize(size: number, items: number, tookMs: number): number {
  if (items === 0) return size
  const fits = Math.floor(PAGE_MS / Math.max(tookMs / items, 0.001))
  return Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, fits, Math.ceil(size * 1.5)))
}

/** The sync may hold the thread for 16 ms at most; this leaves room for the one item that ends a slice. */
const SLICE_MS = 8
/** What a page may take, so that 99 of 100 stay below 16 ms. */
const PAGE_MS = 6
/** One change may have a full departure judged again, which takes 3 ms. */
const SMALLEST_PAGE = 2
const LARGEST_PAGE = 1_000

/** Lets others go first whenever the sync has used up a slice. */
export interface Slices {
  /** Await it between two small steps. Undefined while the slice lasts, so that nothing waits. */
  readonly breathe: () => Promise<void> | undefined
  /** Ends the slice, because the next step needs one for itself. */
  readonly end: () => Promise<void>
}

/** Starts the first slice. `stopwatch` is monotonic ms. */
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

/** How many changes the first page asks for, before anything is measured: each may be of another full departure. */
export const FIRST_PAGE = 4

/** How many changes to ask for next, after a page of `items` took `tookMs` of this thread. Grows by half at most. */
export function nextPageSize(size: number, items: number, tookMs: number): number {
  if (items === 0) return size
  const fits = Math.floor(PAGE_MS / Math.max(tookMs / items, 0.001))
  return Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, fits, Math.ceil(size * 1.5)))
}

/** What a commit of a fill may take: it has a slice of its own. */
const COMMIT_MS = 10
/** How many lines of a fill are written before its first commit. */
export const FIRST_COMMIT = 100
/** How many lines are lost at most when the process ends in the middle. */
const LARGEST_COMMIT = 10_000

/** How many lines of a fill to write before the next commit, after one of `lines` took `tookMs`. Grows by half at most. */
export function nextCommitSize(lines: number, tookMs: number): number {
  const fits = Math.floor((lines * COMMIT_MS) / Math.max(tookMs, 0.001))
  return Math.max(FIRST_COMMIT, Math.min(LARGEST_COMMIT, fits, Math.ceil(lines * 1.5)))
}

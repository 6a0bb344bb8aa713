/** How long a hold lasts at most, in ms: banks release an uncaptured authorisation after three to seven days. */
export const HOLD_MS = 7 * 24 * 60 * 60 * 1_000

/**
 * The earliest instant (UTC ms) at which a hold that still lasts `now` can have begun. An older hold has dropped off,
 * as far as anybody can know: the central service does not report it.
 */
export const heldSince = (now: number): number => now - HOLD_MS

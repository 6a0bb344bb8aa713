/** Banks let an authorisation that nobody captures go after three to seven days. */
export const HOLD_MS = 7 * 24 * 60 * 60 * 1_000

/** A hold that began before this instant has dropped off by now, as far as anybody can tell: the central service does not say so. */
export const heldSince = (now: number): number => now - HOLD_MS

/** Where a charge is under the cursor: in its group, or on the timeline. A quiet group is one line, named by its charge. */
export const groupStop = (chargeId: string): string => `group:${chargeId}`
export const lineStop = (chargeId: string): string => `line:${chargeId}`
export const foldStop = (groupId: string): string => `fold:${groupId}`

/** The charge that a stop points at; for the line of a quiet group its earliest. */
export const chargeAt = (stop: string): string => stop.slice(stop.indexOf(':') + 1)

/** The stop one step further; the ends hold. Without a cursor, forward begins at the top and backward at the bottom. */
export function stepStop(stops: readonly string[], from: string | null, step: 1 | -1): string | null {
  const at = from === null ? -1 : stops.indexOf(from)
  if (at === -1) return (step === 1 ? stops[0] : stops.at(-1)) ?? null
  return stops[Math.max(0, Math.min(stops.length - 1, at + step))] ?? null
}

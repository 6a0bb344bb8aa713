/** Where the cursor stands: on a charge of a group. */
export const groupTarget = (chargeId: string): string => `group:${chargeId}`
/** On a charge of the timeline. */
export const lineTarget = (chargeId: string): string => `line:${chargeId}`
/** On a quiet group, which is one line, named by its earliest charge. */
export const foldTarget = (groupId: string): string => `fold:${groupId}`

/** The charge that a stop points at; for the line of a quiet group its earliest. */
export const chargeOfTarget = (stop: string): string => stop.slice(stop.indexOf(':') + 1)

/** The stop one step further; the ends hold. Without a cursor, forward begins at the top and backward at the bottom. */
export function stepTarget(stops: readonly string[], from: string | null, step: 1 | -1): string | null {
  const at = from === null ? -1 : stops.indexOf(from)
  if (at === -1) return (step === 1 ? stops[0] : stops.at(-1)) ?? null
  return stops[Math.max(0, Math.min(stops.length - 1, at + step))] ?? null
}

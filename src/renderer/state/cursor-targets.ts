/** The cursor target of a charge inside its group. */
export const groupTarget = (chargeId: string): string => `group:${chargeId}`
/** The cursor target of a charge on the timeline. */
export const lineTarget = (chargeId: string): string => `line:${chargeId}`
/** The cursor target of a folded group, which is one line. The id of a group is the id of its earliest charge. */
export const foldTarget = (groupId: string): string => `fold:${groupId}`

/** The charge of a cursor target; for a folded group its earliest charge. */
export const chargeOfTarget = (target: string): string => target.slice(target.indexOf(':') + 1)

/**
 * The next target (`step` 1) or the previous one (-1). At an end it stays. Without a cursor, or when its target is
 * gone, it begins at the first or at the last target. Null when there is no target.
 */
export function stepTarget(targets: readonly string[], from: string | null, step: 1 | -1): string | null {
  const at = from === null ? -1 : targets.indexOf(from)
  if (at === -1) return (step === 1 ? targets[0] : targets.at(-1)) ?? null
  return targets[Math.max(0, Math.min(targets.length - 1, at + step))] ?? null
}

/** Every purpose of a write to `desk.db`. */
export const WRITES = ['submit', 'attempt', 'answer', 'feed', 'person', 'recover', 'mend', 'draft', 'decide'] as const
/** The purpose of a write to `desk.db`. */
export type Write = (typeof WRITES)[number]

/**
 * The phases of a write. `begun`: before the transaction. `in_transaction`: written, not committed. `committed`: not
 * yet in the journal. `journaled`: in both.
 */
const PHASES = ['begun', 'in_transaction', 'committed', 'journaled'] as const
type Phase = (typeof PHASES)[number]

/**
 * The steps of a request. `request_begun`: its bytes go out. `reply_read`: the whole answer is read, and none of it is
 * stored.
 */
const ON_THE_ROAD = ['request_begun', 'reply_read'] as const

/**
 * A step in the life of a refund that the engine reports when it reaches it. A process may end at any of these steps.
 */
export type ReachedStep = `${Write}_${Phase}` | (typeof ON_THE_ROAD)[number]

/** Every step, once. */
export const REACHED_STEPS: readonly ReachedStep[] = [
  ...WRITES.flatMap((write) => PHASES.map((phase) => `${write}_${phase}` as const)),
  ...ON_THE_ROAD,
]

/** The engine calls this each time it reaches a step. */
export type Reached = (step: ReachedStep) => void

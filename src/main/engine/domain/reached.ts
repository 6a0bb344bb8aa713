/** The writes of `desk.db` by what they are for. */
export const WRITES = ['submit', 'attempt', 'answer', 'feed', 'person', 'recover', 'mend', 'draft', 'decide'] as const
/** What a write of `desk.db` is for. */
export type Write = (typeof WRITES)[number]

/** `begun`: before the transaction; `in_transaction`: written, not committed; `committed`: before the journal; `journaled`. */
const PHASES = ['begun', 'in_transaction', 'committed', 'journaled'] as const
type Phase = (typeof PHASES)[number]

/** `request_begun`: the bytes are on their way out; `reply_read`: the answer is here whole and nothing of it is written down. */
const ON_THE_ROAD = ['request_begun', 'reply_read'] as const

/** A place in a refund's life that the engine tells it has come to: a process may end at any of them. */
export type ReachedStep = `${Write}_${Phase}` | (typeof ON_THE_ROAD)[number]

/** Every such place, once. */
export const REACHED_STEPS: readonly ReachedStep[] = [
  ...WRITES.flatMap((write) => PHASES.map((phase) => `${write}_${phase}` as const)),
  ...ON_THE_ROAD,
]

/** Told each time that the engine has come to one of them. */
export type Reached = (step: ReachedStep) => void

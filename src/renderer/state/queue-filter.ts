import type { IntentView, UnacceptedDecision } from '../../shared/model/index.ts'

/** The kinds of waiting, in the order of the list; every refund that waits is of exactly one, and of `all`. */
export const QUEUE_KINDS = ['all', 'person', 'network', 'retry', 'sign_in', 'approval'] as const
/** One of them. */
export type QueueKind = (typeof QUEUE_KINDS)[number]

/** Whose refunds are listed, in the order of the list. */
export const WHOSE = ['all', 'mine', 'others'] as const
/** One of them. */
export type Whose = (typeof WHOSE)[number]

/** What a refund waits for, as the queue sorts it. */
function kindOf({ waitingFor }: Pick<IntentView, 'waitingFor'>): Exclude<QueueKind, 'all'> {
  switch (waitingFor) {
    case 'owner':
    case 'sign_in':
      return 'sign_in'
    case 'gateway':
    case 'copy':
      return 'network'
    case null:
    case 'retry':
      return 'retry'
    default:
      return waitingFor
  }
}

const isOf = (whose: Whose, ownerId: string, viewerId: string | null): boolean =>
  whose === 'all' || (ownerId === viewerId) === (whose === 'mine')

/** The refunds of one person, of everybody else, or all. */
export const ofWhom = (intents: readonly IntentView[], whose: Whose, viewerId: string | null): readonly IntentView[] =>
  intents.filter(({ agent }) => isOf(whose, agent.id, viewerId))

/** The decisions that were not taken, as the filters show them: each needs a person, and waits for nothing else. */
export const decisionsShown = (
  decisions: readonly UnacceptedDecision[],
  kind: QueueKind,
  whose: Whose,
  viewerId: string | null,
): readonly UnacceptedDecision[] =>
  kind === 'all' || kind === 'person' ? decisions.filter(({ by }) => isOf(whose, by.id, viewerId)) : []

/** The refunds of one kind. */
export const ofKind = (intents: readonly IntentView[], kind: QueueKind): readonly IntentView[] =>
  kind === 'all' ? intents : intents.filter((intent) => kindOf(intent) === kind)

/** The next of a list, round and round. */
export function nextOf<T>(list: readonly T[], from: T): T {
  return list[(list.indexOf(from) + 1) % list.length] ?? from
}

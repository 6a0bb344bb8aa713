import type { IntentView, UnacceptedDecision } from '../../shared/model/index.ts'

/**
 * What a row of the queue waits for, in the order of the filter. Every refund is of `all` and of exactly one other
 * kind.
 */
export const QUEUE_KINDS = ['all', 'person', 'network', 'retry', 'sign_in', 'approval'] as const
/** A kind of waiting. */
export type QueueKind = (typeof QUEUE_KINDS)[number]

/** Whose rows the queue lists, in the order of the filter. */
export const QUEUE_OWNERS = ['all', 'mine', 'others'] as const
/** A choice of owner. */
export type QueueOwner = (typeof QUEUE_OWNERS)[number]

/** The kind of a refund, from what it waits for. */
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

const isListed = (owner: QueueOwner, ownerId: string, viewerId: string | null): boolean =>
  owner === 'all' || (ownerId === viewerId) === (owner === 'mine')

/** The refunds of the viewer, of everybody else, or all of them. */
export const filterByOwner = (
  intents: readonly IntentView[],
  owner: QueueOwner,
  viewerId: string | null,
): readonly IntentView[] => intents.filter(({ agent }) => isListed(owner, agent.id, viewerId))

/** The decisions that the central service did not accept, by the same filters. Each of them waits for a person only. */
export const filterDecisions = (
  decisions: readonly UnacceptedDecision[],
  kind: QueueKind,
  owner: QueueOwner,
  viewerId: string | null,
): readonly UnacceptedDecision[] =>
  kind === 'all' || kind === 'person' ? decisions.filter(({ by }) => isListed(owner, by.id, viewerId)) : []

/** The refunds of one kind. */
export const filterByKind = (intents: readonly IntentView[], kind: QueueKind): readonly IntentView[] =>
  kind === 'all' ? intents : intents.filter((intent) => kindOf(intent) === kind)

/** The value after `from` in a list; after the last one the first. */
export function nextOf<T>(list: readonly T[], from: T): T {
  return list[(list.indexOf(from) + 1) % list.length] ?? from
}

import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react'
import type { Answer, Argument, ChannelName, DeskBridge } from '../../shared/contract.ts'
import type { Topic } from '../../shared/model/index.ts'
import { askFor, RETRY } from './ask.ts'
import { createTurns, type InTurn } from './in-turn.ts'

/*
 * How a screen speaks with the engine.
 *
 * 1. A screen asks: `const { data, error } = useAsk('customer.get', { bookingId })`. TanStack Query keeps the answer
 *    under `[channel, argument]`, so two components with the same question share one answer.
 * 2. The question is asked again when something changed: the engine sends topics (`copy`, `queue` …), `DeskProvider`
 *    receives them, and asks every question again that `ASKED_AGAIN` lists for the topic and that a component shows.
 *    A new channel that reads data belongs into `ASKED_AGAIN`, else the screen shows its first answer for ever.
 * 3. A screen writes: `const { tell, busy, failure } = useTell('refund.submit')` (use-tell.ts).
 * 4. A failure is a value: `failureOf(error)` (ask.ts) turns the error of a question into the `Failure` that ui/face.tsx
 *    shows.
 */

const DeskContext = createContext<{ readonly desk: DeskBridge; readonly inTurn: InTurn } | null>(null)

function useDeskContext() {
  const context = useContext(DeskContext)
  if (!context) throw new Error('no desk around this component')
  return context
}

/** The bridge to main. Throws outside a `DeskProvider`. */
export const useDesk = (): DeskBridge => useDeskContext().desk

/** The questions that the screen asks again when the engine sends a topic. */
const ASKED_AGAIN: Readonly<Record<Topic, readonly ChannelName[]>> = {
  session: ['session.get', 'status.get', 'queue.list', 'draft.open'],
  status: ['status.get', 'quarantine.list'],
  copy: [
    'status.get',
    'search',
    'customer.get',
    'quarantine.list',
    'approval.list',
    'inbox.list',
    'inbox.hours',
    'group.find',
    'group.evidence',
  ],
  queue: [
    'status.get',
    'session.get',
    'customer.get',
    'queue.list',
    'draft.open',
    'refund.history',
    'approval.list',
    'inbox.list',
  ],
}

/** The questions whose answers stay when another person signs in. */
const KEPT_AT_SIGN_OUT: readonly ChannelName[] = ['session.get', 'status.get', 'app.info']

interface DeskProviderProps {
  readonly desk: DeskBridge
  readonly children: ReactNode
}

/**
 * Gives the bridge to every component below, and asks again what `ASKED_AGAIN` lists for each topic that the engine
 * sends.
 */
export function DeskProvider({ desk, children }: DeskProviderProps) {
  const queries = useQueryClient()
  useEffect(
    () =>
      desk.onChanged((topics) => {
        const channels = new Set<unknown>(topics.flatMap((topic) => ASKED_AGAIN[topic]))
        void queries.invalidateQueries({ predicate: ({ queryKey }) => channels.has(queryKey[0]) })
      }),
    [desk, queries],
  )
  const context = useMemo(() => ({ desk, inTurn: createTurns() }), [desk])
  return <DeskContext value={context}>{children}</DeskContext>
}

interface AskOptions {
  /** False asks nothing yet, for example while no customer is open. */
  readonly enabled?: boolean
  /** Shows the last answer until the next one arrives, so that nothing jumps. */
  readonly keepPrevious?: boolean
  /** Asks each time a component opens, and keeps no answer: for what only the central service knows at that moment. */
  readonly fresh?: boolean
  /** Asks one question at a time; of those that wait, only the newest is asked. */
  readonly newestOnly?: boolean
}

/**
 * Asks one channel and keeps the answer until the engine says that it changed. `data` is undefined before the first
 * answer; `error` is for `failureOf`. While the engine restarts, the question is asked again (`RETRY`) and
 * `failureReason` says why.
 */
export function useAsk<C extends ChannelName>(
  channel: C,
  argument: Argument<C>,
  { enabled = true, keepPrevious = false, fresh = false, newestOnly = false }: AskOptions = {},
): UseQueryResult<Answer<C>> {
  const { desk, inTurn } = useDeskContext()
  return useQuery({
    queryKey: [channel, argument],
    enabled,
    // TanStack Query aborts a question that no component shows any more only if the question reads its signal.
    queryFn: newestOnly
      ? (query: { signal: AbortSignal }) => inTurn(query.signal, () => askFor(desk, channel, argument))
      : () => askFor(desk, channel, argument),
    ...RETRY,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(fresh ? { staleTime: 0, gcTime: 0 } : {}),
  }) as UseQueryResult<Answer<C>>
}

/**
 * Returns a function that changes the kept answer of one question, with what this screen has just sent to the engine.
 */
export function useChangeAnswer<C extends ChannelName>(
  channel: C,
  argument: Argument<C>,
): (change: (answer: Answer<C>) => Answer<C>) => void {
  const queries = useQueryClient()
  return (change) =>
    queries.setQueryData<Answer<C>>([channel, argument], (answer) =>
      answer === undefined ? undefined : change(answer),
    )
}

/**
 * Returns a function that drops every answer of one person, so that the next person who signs in starts with nothing.
 */
export function useForgetAnswers(): () => void {
  const queries = useQueryClient()
  return useCallback(() => {
    const kept = new Set<unknown>(KEPT_AT_SIGN_OUT)
    queries.removeQueries({ predicate: ({ queryKey }) => !kept.has(queryKey[0]) })
  }, [queries])
}

import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Answer, Argument, ChannelName, DeskBridge } from '../../shared/contract.ts'
import type { Failure, Result, Topic } from '../../shared/model/index.ts'
import { createTurns, type InTurn } from './in-turn.ts'

const DeskContext = createContext<{ readonly desk: DeskBridge; readonly inTurn: InTurn } | null>(null)

function useDeskContext() {
  const context = useContext(DeskContext)
  if (!context) throw new Error('no desk around this component')
  return context
}

/** The bridge to main, from context. */
export const useDesk = (): DeskBridge => useDeskContext().desk

/** Which questions have to be asked again when something changed in the engine. */
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

interface DeskProviderProps {
  readonly desk: DeskBridge
  readonly children: ReactNode
}

/** Gives the bridge to all screens and asks again for what changed. */
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

/** Carries an expected failure through TanStack Query, which knows rejections only. */
class DeskFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.name = 'DeskFailure'
    this.failure = failure
  }
}

/** The expected failure inside a query's error; anything else is a fault of ours and shows as a broken answer. */
export const failureOf = (error: Error): Failure =>
  error instanceof DeskFailure ? error.failure : { kind: 'bad_argument', code: error.name }

interface AskOptions {
  readonly enabled?: boolean
  /** Shows the last answer while the next one is asked for, so that nothing jumps. */
  readonly keepPrevious?: boolean
  /** Asked anew each time it is opened: what is true elsewhere at that moment is not kept. */
  readonly fresh?: boolean
  /** Asked one at a time; of those that wait only the newest is asked. */
  readonly newestOnly?: boolean
}

/** Asks one channel; an expected failure comes as a rejection, as TanStack Query knows it. */
export async function askFor<C extends ChannelName>(
  desk: DeskBridge,
  channel: C,
  argument: Argument<C>,
): Promise<Answer<C>> {
  const ask = desk.ask[channel] as (argument: Argument<C>) => Promise<Result<Answer<C>>>
  const result = await ask(argument)
  if (!result.ok) throw new DeskFailure(result.failure)
  return result.value
}

/** The engine is back within moments; every other failure is shown at once. */
export const TRIED_AGAIN = {
  retry: (count: number, error: Error) => failureOf(error).kind === 'engine_restarting' && count < 20,
  retryDelay: 250,
}

/** Asks one channel and keeps its answer until the engine says that it changed. */
export function useAsk<C extends ChannelName>(
  channel: C,
  argument: Argument<C>,
  { enabled = true, keepPrevious = false, fresh = false, newestOnly = false }: AskOptions = {},
): UseQueryResult<Answer<C>> {
  const { desk, inTurn } = useDeskContext()
  return useQuery({
    queryKey: [channel, argument],
    enabled,
    // Only a question whose signal is read is given up when nobody looks at it any more.
    queryFn: newestOnly
      ? (query: { signal: AbortSignal }) => inTurn(query.signal, () => askFor(desk, channel, argument))
      : () => askFor(desk, channel, argument),
    ...TRIED_AGAIN,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(fresh ? { staleTime: 0, gcTime: 0 } : {}),
  }) as UseQueryResult<Answer<C>>
}

/** Puts into an answer that is already known what this screen has just told the engine. */
export function useKnown<C extends ChannelName>(
  channel: C,
  argument: Argument<C>,
): (change: (known: Answer<C>) => Answer<C>) => void {
  const queries = useQueryClient()
  return (change) =>
    queries.setQueryData<Answer<C>>([channel, argument], (known) => (known === undefined ? known : change(known)))
}

/** Forgets every answer that belongs to one person: the next who signs in starts with nothing. */
export function useForgetting(): () => void {
  const queries = useQueryClient()
  return useCallback(() => {
    const anybodys = new Set<unknown>(['session.get', 'status.get', 'app.info'] satisfies ChannelName[])
    queries.removeQueries({ predicate: ({ queryKey }) => !anybodys.has(queryKey[0]) })
  }, [queries])
}

interface Telling<C extends ChannelName> {
  readonly tell: (argument: Argument<C>) => Promise<Result<Answer<C>>>
  readonly busy: boolean
  readonly failure: Failure | null
  readonly forget: () => void
}

/** Tells one channel to do something, once at a time: a second call meanwhile gets the first one's answer. */
export function useTell<C extends ChannelName>(channel: C): Telling<C> {
  const desk = useDesk()
  const running = useRef<Promise<Result<Answer<C>>> | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const tell = useCallback(
    (argument: Argument<C>) => {
      if (running.current) return running.current
      const ask = desk.ask[channel] as (argument: Argument<C>) => Promise<Result<Answer<C>>>
      setBusy(true)
      running.current = ask(argument)
        .then((result) => {
          setFailure(result.ok ? null : result.failure)
          return result
        })
        .finally(() => {
          running.current = null
          setBusy(false)
        })
      return running.current
    },
    [desk, channel],
  )
  const forget = useCallback(() => setFailure(null), [])
  return { tell, busy, failure, forget }
}

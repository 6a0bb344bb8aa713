import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Failure, InboxPage, InboxRow } from '../../../shared/model/index.ts'
import { askFor, failureOf, RETRY } from '../../bridge/ask.ts'
import { useDesk } from '../../bridge/desk.tsx'
import { filterOf } from '../../state/inbox-state.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { useNow } from '../../ui/time.tsx'
import { visibleRows } from './bulk/triage.ts'

/** The open groups that the person looks through. */
export interface Inbox {
  /** The pages that have come, without what was skipped; null while nothing has. */
  readonly rows: readonly InboxRow[] | null
  /** Totals of all that match, the skipped ones too. */
  readonly totals: Pick<InboxPage, 'total' | 'atStake'>
  /** Whether the rows are those of this filter, and not still the ones before. */
  readonly isSettled: boolean
  readonly failure: Failure | null
  readonly isMore: boolean
  readonly isLoadingMore: boolean
  readonly loadMore: () => void
  readonly retry: () => void
}

/** Asks for the list page by page; what has come stays in sight while the next answer is on its way. */
export function useInbox(): Inbox {
  const desk = useDesk()
  const { state } = useDeskState()
  const question = { filter: filterOf(state.inbox, useNow()), order: state.inbox.order }
  const list = useInfiniteQuery({
    // The name of the channel first, so that the list is asked for again when the engine says so.
    queryKey: ['inbox.list', question],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => askFor(desk, 'inbox.list', { ...question, after: pageParam }),
    getNextPageParam: (last: InboxPage) => last.after,
    placeholderData: keepPreviousData,
    ...RETRY,
  })
  const { data } = list
  const { skipped } = state.inbox
  const rows = useMemo(
    () =>
      data
        ? visibleRows(
            data.pages.map((page) => page.rows),
            skipped,
          )
        : null,
    [data, skipped],
  )
  return {
    rows,
    totals: data?.pages[0] ?? { total: 0, atStake: [] },
    isSettled: !list.isPlaceholderData,
    failure: data || !list.error ? null : failureOf(list.error),
    isMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage()
    },
    retry: () => void list.refetch(),
  }
}

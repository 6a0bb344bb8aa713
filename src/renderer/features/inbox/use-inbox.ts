import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Failure, InboxPage, InboxRow } from '../../../shared/model/index.ts'
import { askFor, failureOf, RETRY } from '../../bridge/ask.ts'
import { useDesk } from '../../bridge/desk.tsx'
import { filterOf } from '../../state/inbox-state.ts'
import { useDeskState } from '../../state/use-desk-state.tsx'
import { useNow } from '../../ui/time.tsx'
import { visibleRows } from './bulk/triage.ts'

/** The list of the inbox, as far as it is loaded. */
export interface Inbox {
  /** The rows of the loaded pages, without skipped groups; null before the first page. */
  readonly rows: readonly InboxRow[] | null
  /** Totals over every group that matches the filters, skipped ones too. */
  readonly totals: Pick<InboxPage, 'total' | 'atStake'>
  /** True when the rows belong to the current filters, false while they are still those of the filters before. */
  readonly isSettled: boolean
  readonly failure: Failure | null
  /** True when the engine has another page. */
  readonly isMore: boolean
  readonly isLoadingMore: boolean
  readonly loadMore: () => void
  readonly retry: () => void
}

/** Asks for the list page by page. The rows stay on the screen until the next answer arrives. */
export function useInbox(): Inbox {
  const desk = useDesk()
  const { state } = useDeskState()
  const question = { filter: filterOf(state.inbox, useNow()), order: state.inbox.order }
  const list = useInfiniteQuery({
    // The key begins with the channel, so that the list is asked for again when the engine sends a topic
    // (bridge/desk.tsx).
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

import { notifyManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { isException } from './ask.ts'
import type { Report } from './report-errors.ts'

/**
 * The store of every answer that the screen holds. An answer stays until the engine says that it changed (desk.tsx):
 * its age, a focused window and the state of the network ask nothing again. An exception inside a question goes to the
 * log.
 */
export function createQueries(report: Report): QueryClient {
  // An answer is drawn as soon as it arrives, not a timer later.
  notifyManager.setScheduler(queueMicrotask)
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isException(error)) report(error, 'rejection')
      },
    }),
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, networkMode: 'always' },
    },
  })
}

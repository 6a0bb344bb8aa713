import { hideCardNumbers } from '../../shared/card-guard/card-number.ts'
import type { DeskBridge } from '../../shared/contract.ts'

type Source = 'error' | 'rejection' | 'boundary'

/** Sends one error of the screen to the log. It removes card numbers; main removes everything else that is private. */
export type Report = (error: unknown, source: Source) => void

/**
 * Reports every error and rejection that nobody caught. Returns the function that reports, for the error boundary and
 * the queries.
 */
export function reportErrors(page: Window, desk: DeskBridge): Report {
  const report: Report = (error, source) => {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    void desk.ask['app.reportError']({
      name: hideCardNumbers(name).text.slice(0, 200),
      message: hideCardNumbers(message).text.slice(0, 4_000),
      stack: hideCardNumbers(stack ?? '').text.slice(0, 16_000),
      source,
    })
  }
  page.addEventListener('error', ({ error, message }) => report(error ?? message, 'error'))
  page.addEventListener('unhandledrejection', ({ reason }) => report(reason, 'rejection'))
  return report
}

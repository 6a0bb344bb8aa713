/** Asks one question after the one before it is answered. Rejects without asking when `signal` is aborted by then. */
export type InTurn = <T>(signal: AbortSignal, ask: () => Promise<T>) => Promise<T>

/**
 * Makes a line of questions in which one question runs at a time. The engine answers in the order of arrival, so a
 * question that nobody needs any more must not reach it before the newest one.
 */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (signal, ask) => {
    const answer = last.then(() => {
      signal.throwIfAborted()
      return ask()
    })
    last = answer.catch(() => {})
    return answer
  }
}

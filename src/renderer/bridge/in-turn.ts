/** Asks once the question before it is answered; rejects without asking if it was given up by then. */
export type InTurn = <T>(signal: AbortSignal, ask: () => Promise<T>) => Promise<T>

/**
 * A line of questions, one under way at a time. The engine answers in the order of arrival: what nobody waits for any more must
 * not stand there before the newest.
 */
export function createTurns(): InTurn {
  let before: Promise<unknown> = Promise.resolve()
  return (signal, ask) => {
    const answer = before.then(() => {
      signal.throwIfAborted()
      return ask()
    })
    before = answer.catch(() => {})
    return answer
  }
}

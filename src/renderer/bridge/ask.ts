import type { Answer, Argument, ChannelName, DeskBridge } from '../../shared/contract.ts'
import type { Failure, Result } from '../../shared/model/index.ts'

/** Carries an expected failure through TanStack Query, which knows rejections only. */
class DeskFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.name = 'DeskFailure'
    this.failure = failure
  }
}

/**
 * Asks one channel. Rejects with the failure of the answer, which `failureOf` takes out again, or with an exception.
 */
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

/** True for a bug of this desk: an exception of the screen, or an answer that is no result. */
export const isException = (error: unknown): boolean => !(error instanceof DeskFailure)

/**
 * What the screen shows of a rejected question: the failure that was answered, else `internal` with the error's name.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeskFailure) return error.failure
  return { kind: 'internal', code: error instanceof Error ? error.name : typeof error }
}

/**
 * How often a question is asked again by itself: while the engine restarts, every 250 ms for 5 s. Every other failure
 * is shown at once.
 */
export const RETRY = {
  retry: (count: number, error: Error) => failureOf(error).kind === 'engine_restarting' && count < 20,
  retryDelay: 250,
}

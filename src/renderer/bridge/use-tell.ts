import { useCallback, useRef, useState } from 'react'
import type { Answer, Argument, ChannelName } from '../../shared/contract.ts'
import type { Failure, Result } from '../../shared/model/index.ts'
import { failureOf } from './ask.ts'
import { useDesk } from './desk.tsx'

interface Tell<C extends ChannelName> {
  /** Resolves with the answer. Rejects only for an exception, which the page reports to the log (report-errors.ts). */
  readonly tell: (argument: Argument<C>) => Promise<Result<Answer<C>>>
  /** True until the answer arrives. */
  readonly busy: boolean
  /** The failure of the last answer, for the form to show; null before the first answer and after a good one. */
  readonly failure: Failure | null
}

/**
 * Tells one channel to do something: signs in, submits a refund, saves a decision. One call runs at a time: a second
 * call while the first one runs gets the answer of the first, so a double click writes once.
 */
export function useTell<C extends ChannelName>(channel: C): Tell<C> {
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
        .catch((error: unknown) => {
          setFailure(failureOf(error))
          throw error
        })
        .finally(() => {
          running.current = null
          setBusy(false)
        })
      return running.current
    },
    [desk, channel],
  )
  return { tell, busy, failure }
}

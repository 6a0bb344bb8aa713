import type { EngineQuestion, Log } from '../../../../shared/engine-protocol.ts'
import type { Failure, Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import type { CopyStore } from '../../store/copy-store.ts'
import { isDamage, storeFailure } from '../../store/sqlite/failures.ts'

/** When the first questions of a start have been answered: the proof reads the whole file, which they need not wait for. */
const PROVE_AFTER_MS = 3_000
/** When a copy that could not be looked at is tried again: the outbox holds back what waits for the proof. */
const PROVE_AGAIN_AFTER_MS = 60_000

/** What makes of a reading of the copy something that leaves this desk: it waits until the copy has been proved. */
const WAITS_FOR_PROOF: ReadonlySet<EngineQuestion> = new Set([
  'refund.submit',
  'refund.bulk',
  'group.decide',
  'approval.decide',
] as const)

/** Proves the copy while it answers, and keeps what must not rest on a damaged one waiting meanwhile. */
export interface CopyProof {
  /** Proves it soon. */
  readonly start: () => void
  /** Answers a question of this kind when it may be, and finds out what a damaged page has to do with an exception. */
  readonly guard: <T>(question: EngineQuestion, answer: () => Promise<Result<T>>) => Promise<Result<T>>
}

/** @param signal Aborts when the desk ends. */
export function createCopyProof(ports: {
  readonly copies: Pick<CopyStore, 'isProven' | 'prove' | 'doubt'>
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
  readonly log: Log
  /** The copy that answers is whole. */
  readonly onProven: () => void
  /** There is no copy any more, until it is filled again. */
  readonly onBroken: () => void
}): CopyProof {
  const { copies, signal } = ports
  let running: Promise<Result<null>> | null = null
  let isDue = false

  function given(): Promise<Result<null>> {
    if (copies.isProven()) return Promise.resolve(done(null))
    running ??= prove().finally(() => {
      running = null
    })
    return running
  }

  async function prove(): Promise<Result<null>> {
    const proven = await copies.prove()
    if (signal.aborted) return proven
    if (proven.ok) ports.onProven()
    else tell(proven.failure)
    return proven
  }

  /** Once, however often it is asked for meanwhile. */
  function proveAfter(ms: number): void {
    if (isDue) return
    isDue = true
    void ports.sleep(ms, signal).then(() => {
      isDue = false
      return signal.aborted ? null : given()
    })
  }

  function tell({ kind, code }: Failure): void {
    const fields = { kind, code: code ?? null }
    ports.log({ level: 'error', scope: 'store', message: 'The copy could not be proved', fields })
    if (kind === 'copy_damaged') ports.onBroken()
    else proveAfter(PROVE_AGAIN_AFTER_MS)
  }

  return {
    start: () => proveAfter(PROVE_AFTER_MS),
    guard: async (question, answer) => {
      if (WAITS_FOR_PROOF.has(question)) {
        const proven = await given()
        if (!proven.ok) return proven
      }
      try {
        return await answer()
      } catch (error) {
        const failure = storeFailure(error)
        if (failure === null || !isDamage(failure)) throw error
        copies.doubt()
        const proven = await given()
        if (proven.ok) throw error
        return proven
      }
    },
  }
}

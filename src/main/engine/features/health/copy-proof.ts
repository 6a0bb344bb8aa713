import type { EngineQuestion, Log } from '../../../../shared/engine-protocol.ts'
import type { Failure, Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import type { CopyStore } from '../../store/copy-store.ts'
import { isDamage, storeFailure } from '../../store/sqlite/failures.ts'

/** The proof reads the whole file, so it waits until the first questions after a start have been answered. */
const PROVE_AFTER_MS = 3_000
/** When the proof is tried again after the file could not be read: intents and questions wait for it meanwhile. */
const PROVE_AGAIN_AFTER_MS = 60_000

/** These questions send away what they read from the copy, so they wait until the copy is proved. */
const WAITS_FOR_PROOF: ReadonlySet<EngineQuestion> = new Set([
  'refund.submit',
  'refund.bulk',
  'group.decide',
  'approval.decide',
] as const)

/** Proves that every page of the copy is whole, while the copy answers, and lets some questions wait for that. */
export interface CopyProof {
  /** Proves the copy after a few seconds. */
  readonly start: () => void
  /**
   * Answers a question, after the proof where it must wait. When the answer throws because of a damaged page, it fails with
   * `copy_damaged`; any other exception is thrown on.
   */
  readonly guard: <T>(question: EngineQuestion, answer: () => Promise<Result<T>>) => Promise<Result<T>>
}

/** @param signal Aborts when the desk ends. */
export function createCopyProof(ports: {
  readonly copies: Pick<CopyStore, 'isProven' | 'prove' | 'doubt'>
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
  readonly log: Log
  /** The copy is whole. */
  readonly onProven: () => void
  /** The copy was damaged and is gone, until it is filled again. */
  readonly onBroken: () => void
}): CopyProof {
  const { copies, signal } = ports
  let running: Promise<Result<null>> | null = null
  let isDue = false

  /** The proof of the current copy: already made, under way, or started now. */
  function proof(): Promise<Result<null>> {
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
    else reportFailure(proven.failure)
    return proven
  }

  /** Starts one proof, however often this is called meanwhile. */
  function proveAfter(ms: number): void {
    if (isDue) return
    isDue = true
    void ports.sleep(ms, signal).then(() => {
      isDue = false
      return signal.aborted ? null : proof()
    })
  }

  function reportFailure({ kind, code }: Failure): void {
    const fields = { kind, code: code ?? null }
    ports.log({ level: 'error', scope: 'store', message: 'The copy could not be proved', fields })
    if (kind === 'copy_damaged') ports.onBroken()
    else proveAfter(PROVE_AGAIN_AFTER_MS)
  }

  return {
    start: () => proveAfter(PROVE_AFTER_MS),
    guard: async (question, answer) => {
      if (WAITS_FOR_PROOF.has(question)) {
        const proven = await proof()
        if (!proven.ok) return proven
      }
      try {
        return await answer()
      } catch (error) {
        const failure = storeFailure(error)
        if (failure === null || !isDamage(failure)) throw error
        copies.doubt()
        const proven = await proof()
        if (proven.ok) throw error
        return proven
      }
    },
  }
}

import type { Log } from '../../../../shared/engine-protocol.ts'
import type { Failure } from '../../../../shared/model/index.ts'
import { checkChain } from '../../store/desk/audit.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** So many rows are checked before everything else that waits for this thread may go first. */
const SLICE = 500

/** Checks the audit's hash chain once, beside the answers. */
export interface AuditChain {
  /** Resolves when the whole chain has been checked, or not any further. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Set once a row does not fit its hash. */
  readonly problem: () => Failure | null
}

/** A check that is not yet started. */
export function watchAudit(ports: {
  readonly desk: Store
  readonly giveWay: () => Promise<void>
  readonly log: Log
  readonly onBroken: () => void
}): AuditChain {
  let problem: Failure | null = null
  let isStopped = false
  let running: Promise<void> | null = null

  async function check(): Promise<void> {
    let link = { seq: 0, hash: '' }
    for (;;) {
      await ports.giveWay()
      if (isStopped) return
      const next = checkChain(ports.desk, link, SLICE)
      if (next === 'end') return
      if ('brokenAt' in next) {
        problem = { kind: 'audit_broken' }
        const fields = { seq: next.brokenAt }
        ports.log({ level: 'error', scope: 'audit', message: 'The audit was changed outside this desk', fields })
        ports.onBroken()
        return
      }
      link = next
    }
  }

  return {
    start: () => {
      running ??= check()
      return running
    },
    stop: async () => {
      isStopped = true
      await running
    },
    problem: () => problem,
  }
}

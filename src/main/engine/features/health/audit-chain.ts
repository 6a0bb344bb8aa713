import type { Log } from '../../../../shared/engine-protocol.ts'
import type { Failure } from '../../../../shared/model/index.ts'
import { checkChain } from '../../store/desk/audit.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** Rows that are checked before everything else may go first that waits for this thread. */
const SLICE = 500

/** Checks the hash chain of the audit once, between the answers. */
export interface AuditChain {
  /** Resolves when the whole chain has been checked, a row is broken, or the desk stops. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** `audit_broken` once a row does not fit its hash. */
  readonly problem: () => Failure | null
}

/** Builds the check; it does nothing before `start`. */
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

import type { Failure, Result } from '../../../../shared/model/index.ts'

/** Runs `work`. Fails with `disk_full` or `store_unreadable`; throws any other exception, because it is a bug. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}

/** The failure behind an exception of SQLite or of the file system; null when the exception is a bug. */
export function storeFailure(error: unknown): Failure | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk_full', code }
    if (/^SQLITE_(NOTADB|CORRUPT|IOERR|CANTOPEN|READONLY|PERM|BUSY|PROTOCOL)/.test(code)) {
      return { kind: 'store_unreadable', code }
    }
    if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EIO|EMFILE|ENFILE)$/.test(code)) return { kind: 'store_unreadable', code }
  }
  return null
}

/** Whether the file itself is damaged, so that a copy may be removed and filled again; false for weather. */
export const isDamage = ({ kind, code }: Failure): boolean =>
  kind === 'store_unreadable' && /^(?:SQLITE_NOTADB|SQLITE_CORRUPT|quick_check)/.test(code ?? '')

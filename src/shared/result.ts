import type { Failure, FailureKind, Result } from './model/index.ts'

/** A result with a value. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** A failed result: its kind, a code that narrows it, and when to try again (UTC ms). */
export function failed(kind: FailureKind, code?: string, retryAt?: number | null): Result<never> & { ok: false } {
  const failure: Failure = {
    kind,
    ...(code === undefined ? {} : { code }),
    ...(retryAt === undefined || retryAt === null ? {} : { retryAt }),
  }
  return { ok: false, failure }
}

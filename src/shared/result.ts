import type { Failure, FailureKind, Result } from './model/index.ts'

/** A result that went well. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** A result that the weather prevented: a kind, what narrows it, and when (UTC ms) it is worth trying again. */
export function failed(kind: FailureKind, code?: string, retryAt?: number | null): Result<never> & { ok: false } {
  const failure: Failure = {
    kind,
    ...(code === undefined ? {} : { code }),
    ...(retryAt === undefined || retryAt === null ? {} : { retryAt }),
  }
  return { ok: false, failure }
}

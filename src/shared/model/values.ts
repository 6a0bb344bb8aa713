/** A known value, or one that the central service invented later: the desk keeps it, shows it as it is, and never refunds it. */
export type Open<Known extends string> = Known | (string & Record<never, never>)

/** The outcome of an operation that may fail as expected: a value, or a failure. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** Every kind of expected failure. The catalogue has a sentence for each under `failure.<kind>`. */
export type FailureKind =
  | 'central_unreachable'
  | 'central_broken'
  | 'central_refused'
  | 'central_busy'
  | 'wrong_password'
  | 'signed_out'
  | 'not_allowed'
  | 'engine_restarting'
  | 'internal'
  | 'store_unreadable'
  | 'store_newer'
  | 'copy_damaged'
  | 'disk_full'
  | 'not_found'
  | 'not_refundable'
  | 'above_left'
  | 'keeps_nothing'
  | 'changed_meanwhile'
  | 'already_waiting'
  | 'bad_argument'
  | 'not_saved'
  | 'store_in_use'
  | 'audit_broken'

/** An expected bad outcome. `code` narrows the kind for the catalogue and the log; it never holds customer data. */
export interface Failure {
  readonly kind: FailureKind
  readonly code?: string
  /** When to try again (UTC ms), if that is known. */
  readonly retryAt?: number
}

/** An amount in integer minor units of its currency. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** A person with an account at the central service. */
export interface Person {
  readonly id: string
  readonly name: string
}

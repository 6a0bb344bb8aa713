import type { Role } from './lists.ts'
import type { Failure, Money, Open, Person } from './values.ts'

/** The person signed in (contract, Session). A currency that `refundLimits` does not list has the limit 0. */
export interface User extends Person {
  readonly role: Open<Role>
  readonly refundLimits: readonly Money[]
  readonly locale: string
}

/**
 * The person whom the desk is open for. `offline`: the person who signed in last, without a token that is known to work.
 * They can search and queue; sending waits for a sign-in or for the network.
 */
export interface SessionView {
  readonly state: 'signed_out' | 'offline' | 'signed_in'
  readonly user: User | null
  /** `memory`: this system has no safe storage, so a restart asks for the password again. */
  readonly tokensKept: 'safe_storage' | 'memory'
  /** Refunds of this desk that wait for their agent to sign in. */
  readonly waitingRefunds: number
}

/** Whether the desk reaches the central service. `signed_out`: nobody is signed in with a token that it accepts. */
export type Connection = 'online' | 'connecting' | 'offline' | 'signed_out'

/** How far the first fill has come, in changes. `total` is the count that the snapshot announced. */
export interface FillProgress {
  readonly done: number
  readonly total: number
}

/** What the status bar and the health screen show. */
export interface DeskStatus {
  readonly connection: Connection
  /** When the copy was last known to be level with the central service; null before the first fill. */
  readonly syncedAt: number | null
  /** Whether this run has checked every page of the copy. Nothing leaves the desk before. */
  readonly isCopyProven: boolean
  readonly bookings: number
  readonly charges: number
  readonly groups: number
  readonly fill: FillProgress | null
  /** Writes that have not reached the central service: intents, and decisions on refunds and on charges. */
  readonly queued: number
  /** What a person must look at: intents in `needs_review`, refused intents that nobody has read, unaccepted decisions. */
  readonly needsYou: number
  readonly quarantined: number
  /** The last failure of sync or store, until it works again. */
  readonly problem: Failure | null
}

/** A change of the feed that could not be read: its id and the reason, never its content. */
export interface QuarantinedChange {
  readonly seq: number
  readonly kind: string
  readonly itemId: string
  readonly reason: string
  readonly at: number
}

/** What the shell knows about itself. */
export interface AppInfo {
  readonly release: string
  readonly centralOrigin: string
  readonly platform: string
}

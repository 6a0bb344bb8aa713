import type { Role } from './lists.ts'
import type { Failure, Money, Open, Person } from './values.ts'

/** The person signed in, as `POST /v1/session` tells it. A currency without a limit has the limit 0. */
export interface User extends Person {
  readonly role: Open<Role>
  readonly refundLimits: readonly Money[]
  readonly locale: string
}

/**
 * Who the desk is open for. `offline`: the person last signed in, without a token that is known to work:
 * searching and queueing go on, sending waits for a sign-in or for the network.
 */
export interface SessionView {
  readonly state: 'signed_out' | 'offline' | 'signed_in'
  readonly user: User | null
  /** `memory`: this system has no safe storage, so a restart asks for the password again. */
  readonly tokensKept: 'safe_storage' | 'memory'
  /** Refunds of this desk that wait for their agent to sign in. */
  readonly waitingRefunds: number
}

/** Whether the desk hears from the central service, as its person is told. `signed_out`: nobody is signed in whose token it takes. */
export type Connection = 'online' | 'connecting' | 'offline' | 'signed_out'

/** How far the first fill has come; `total` is the snapshot's own count. */
export interface FillProgress {
  readonly done: number
  readonly total: number
}

/** What the status bar and the health screen show. */
export interface DeskStatus {
  readonly connection: Connection
  /** When the copy was last known to be level with the central service; null before the first fill. */
  readonly syncedAt: number | null
  /** Whether every page of the copy was seen to be whole since the start; what is to leave this desk waits for it. */
  readonly isCopyProven: boolean
  readonly bookings: number
  readonly charges: number
  readonly groups: number
  readonly fill: FillProgress | null
  /** Writes that have not reached the central service: intents, and decisions on refunds and on charges. */
  readonly queued: number
  /** What a person must look at: intents that were refused and not yet seen, or `needs_review`; decisions that were not taken. */
  readonly needsYou: number
  readonly quarantined: number
  /** The last thing that went wrong with sync or store, until it works again. */
  readonly problem: Failure | null
}

/** A change of the feed that does not parse: which one and why, never its content. */
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

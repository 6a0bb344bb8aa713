import { isOneOf, ROLES, type Role } from '../model/lists.ts'
import type { User } from '../model/session.ts'

/**
 * What somebody may do beyond searching, drafting and asking for refunds within their limit.
 *
 * - `approve`: decide about refunds above somebody else's limit, never their own.
 * - `bulk_refund`: refund many sure groups in one step.
 * - `pass_keep_one`: refund against the keep-one guard, with a note.
 * - `end_for_others`: look into, take back or void a colleague's refund.
 * - `export`: save their own refunds of a day as a file.
 */
export const RIGHTS = ['approve', 'bulk_refund', 'pass_keep_one', 'end_for_others', 'export'] as const
/** One entry of `RIGHTS`. */
export type Right = (typeof RIGHTS)[number]

/** The rights of each role. The central service checks its own again: this table decides what the desk offers and sends. */
const GRANTED: Readonly<Record<Role, readonly Right[]>> = {
  agent: ['export'],
  supervisor: RIGHTS,
  admin: ['export'],
}

/** Whether a person may do this; nobody signed in may not. A role that this build does not know has the rights of an agent. */
export function may(user: Pick<User, 'role'> | null, right: Right): boolean {
  if (user === null) return false
  return GRANTED[isOneOf(ROLES, user.role) ? user.role : 'agent'].includes(right)
}

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Result, User } from '../../../../shared/model/index.ts'
import { type Store, writeInOneGo } from '../sqlite/open.ts'
import { setting } from './schema/settings.ts'

const LAST_USER = 'last_user'

const money = z.object({ amountMinor: z.int(), currency: z.string() })
const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  refundLimits: z.array(money),
  locale: z.string(),
})

/** The person who was last signed in at this desk; null after they signed out, and when the row cannot be read. */
export function readLastUser(desk: Store): User | null {
  const row = desk.db.select().from(setting).where(eq(setting.name, LAST_USER)).get()
  if (row === undefined) return null
  try {
    return userSchema.safeParse(JSON.parse(row.value)).data ?? null
  } catch {
    return null
  }
}

/**
 * Stores the person for whom the desk opens when it starts without the network; null removes them. Fails with
 * `disk_full` or `store_unreadable`.
 */
export function writeLastUser(desk: Store, user: User | null): Result<null> {
  return writeInOneGo(desk, () => {
    const value = JSON.stringify(user)
    desk.db
      .insert(setting)
      .values({ name: LAST_USER, value })
      .onConflictDoUpdate({ target: setting.name, set: { value } })
      .run()
    return null
  })
}

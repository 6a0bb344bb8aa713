import { z } from 'zod'
import { type OpenedSession, tokenSchema } from '../endpoints/session.ts'

const keptSchema = z.object({
  tokens: z.object({ access: tokenSchema, refresh: tokenSchema }),
  user: z.object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    refundLimits: z.array(z.object({ amountMinor: z.int(), currency: z.string() })),
    locale: z.string(),
  }),
})

/** Writes a session as text for safe storage. */
export function packSession(session: OpenedSession): string {
  return JSON.stringify(session)
}

/** Reads the text that safe storage gave back; null when there is none or it is no session. */
export function unpackSession(text: string | null): OpenedSession | null {
  if (text === null) return null
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

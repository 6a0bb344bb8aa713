import type { DeskStatus, SessionView } from '../../shared/model/index.ts'
import { say, type TextKey } from '../../shared/text/index.ts'
import { dueText } from '../ui/format/time-text.ts'

/** Why nothing gets through: no network, a fault of the central service, or its wish to wait. */
type Trouble = 'noNetwork' | 'fault' | 'busy'

type Way = Pick<DeskStatus, 'connection' | 'problem'>

/** Tells them apart: a service that answers is not one that cannot be reached. Null while nothing is in the way. */
export function troubleOf({ connection, problem }: Way): Trouble | null {
  if (connection !== 'offline') return null
  if (problem === null || problem.kind === 'central_unreachable') return 'noNetwork'
  return problem.kind === 'central_busy' && problem.code === 'http_429' ? 'busy' : 'fault'
}

const WORDS = {
  noNetwork: 'status.offline',
  fault: 'status.fault',
  busy: 'status.busy',
} as const satisfies Readonly<Record<Trouble, TextKey>>

/** The connection in a word. */
export function connectionText(way: Way): string {
  const trouble = troubleOf(way)
  return trouble === null ? say(`status.${way.connection}`) : say(WORDS[trouble])
}

/** The way, and whether there is a copy to search in: `syncedAt` is null before the first fill is whole, absent while nobody knows. */
type WayAndCopy = Way & Partial<Pick<DeskStatus, 'syncedAt'>>

/** What does not leave the desk at the moment, and what becomes of it, as of `now` (UTC ms); null while everything does. */
export function bannerText({ state, user }: SessionView, way: WayAndCopy, now: number): string | null {
  const trouble = troubleOf(way)
  const values = { name: user?.name ?? '' }
  // Before there is a copy, no searching goes on.
  const isEarly = way.syncedAt === null
  if (trouble === null) {
    if (state !== 'offline') return null
    return say(isEarly ? 'banner.offline.early' : 'banner.offline', values)
  }
  const usual = state === 'offline' ? say(`banner.${trouble}.signIn`, values) : say(`banner.${trouble}`)
  const text = isEarly ? say(`banner.${trouble}.early`) : usual
  if (trouble === 'noNetwork') return text
  const retryAt = way.problem?.retryAt
  const next = retryAt ? say('failure.retryAt', { when: dueText(retryAt, now) }) : say('banner.again')
  return `${text} ${next}`
}

import type { DeskStatus, SessionView } from '../../shared/model/index.ts'
import { say, type TextKey } from '../../shared/text/index.ts'
import { dueText } from '../ui/format/time-text.ts'

/** Why the desk cannot send: no network, a fault of the central service, or the service asks to wait (`busy`). */
type Trouble = 'noNetwork' | 'fault' | 'busy'

/** The connection and its last problem. */
type Link = Pick<DeskStatus, 'connection' | 'problem'>

/** Why the desk cannot send; null when it can. A service that answers with an error is not the same as no network. */
export function troubleOf({ connection, problem }: Link): Trouble | null {
  if (connection !== 'offline') return null
  if (problem === null || problem.kind === 'central_unreachable') return 'noNetwork'
  return problem.kind === 'central_busy' && problem.code === 'http_429' ? 'busy' : 'fault'
}

const LABELS = {
  noNetwork: 'status.offline',
  fault: 'status.fault',
  busy: 'status.busy',
} as const satisfies Readonly<Record<Trouble, TextKey>>

/** The label of the connection. */
export function connectionText(link: Link): string {
  const trouble = troubleOf(link)
  return trouble === null ? say(`status.${link.connection}`) : say(LABELS[trouble])
}

/**
 * The connection and the copy: `syncedAt` is null before the first fill is complete, absent before the first status.
 */
type LinkAndCopy = Link & Partial<Pick<DeskStatus, 'syncedAt'>>

/**
 * What the desk cannot send at the moment, and what becomes of it, as of `now` (UTC ms); null when it can send
 * everything.
 */
export function bannerText({ state, user }: SessionView, link: LinkAndCopy, now: number): string | null {
  const trouble = troubleOf(link)
  const values = { name: user?.name ?? '' }
  // Before the first copy the person cannot search either, so the text must not say that searching goes on.
  const isEarly = link.syncedAt === null
  if (trouble === null) {
    if (state !== 'offline') return null
    return say(isEarly ? 'banner.offline.early' : 'banner.offline', values)
  }
  const usual = state === 'offline' ? say(`banner.${trouble}.signIn`, values) : say(`banner.${trouble}`)
  const text = isEarly ? say(`banner.${trouble}.early`) : usual
  if (trouble === 'noNetwork') return text
  const retryAt = link.problem?.retryAt
  const next = retryAt ? say('failure.retryAt', { when: dueText(retryAt, now) }) : say('banner.again')
  return `${text} ${next}`
}

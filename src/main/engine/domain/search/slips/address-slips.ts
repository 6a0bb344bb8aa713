import { countSlips } from '../../names/slips.ts'
import { oneSlipFrom } from './one-slip.ts'

/** An address may have so many slips in all, and a mailbox of fewer letters than this only one. */
const MOST = 2
const LONG_MAILBOX = 8
/** A slip in a mailbox as short as this is all that may be wrong. */
const SHORT_MAILBOX = 4
/** One letter may be any other. */
const SHORTEST_MAILBOX = 2

/** What a mailbox is written with. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789._-'

/**
 * The slips between an e-mail address as typed, which may lack its end, and one that is known; null where they are more than two,
 * or more than so short an address can have. A label that is left out (`davey+flights@`) is one, a long mailbox at quite another
 * domain two. Both in lower case.
 */
export function slipsInAddress(typed: string, known: string): number | null {
  const [mailbox, domain] = partsOf(typed)
  const [knownMailbox, knownDomain] = partsOf(known)
  if (known.startsWith('card:')) return known.startsWith(typed) ? 0 : null
  const most = mostSlips(mailbox)
  const inMailbox = slipsInMailbox(mailbox, knownMailbox, most)
  if (inMailbox > most) return null
  const left = inMailbox > 0 && mailbox.length < SHORT_MAILBOX ? 0 : MOST - inMailbox
  const inDomain = knownDomain.startsWith(domain) ? 0 : slipsInDomain(domain, knownDomain, left)
  if (inDomain <= left) return inMailbox + inDomain
  return mailbox === knownMailbox && mailbox.length >= LONG_MAILBOX ? MOST : null
}

function mostSlips(mailbox: string): number {
  if (mailbox.length < SHORTEST_MAILBOX) return 0
  return mailbox.length < LONG_MAILBOX ? 1 : MOST
}

function slipsInMailbox(mailbox: string, known: string, most: number): number {
  const slips = countSlips(mailbox, known, most)
  const [plain, knownPlain] = [withoutLabel(mailbox), withoutLabel(known)]
  const isLabelled = plain !== mailbox || knownPlain !== known
  return isLabelled ? Math.min(slips, 1 + countSlips(plain, knownPlain, MOST - 1)) : slips
}

/** `.com` for `.org` is one slip, however many letters are others. */
function slipsInDomain(domain: string, known: string, most: number): number {
  const isOtherEnding = domain.includes('.') && domain.split('.')[0] === known.split('.')[0]
  return isOtherEnding ? 1 : countSlips(domain, known, most)
}

/** `davey+flights` is `davey`, who sorts their mail by it. */
const withoutLabel = (mailbox: string): string => mailbox.replace(/(?<=.)\+.*$/, '')

/** Where an index leads to an address however it was mistyped. */
export interface AddressParts {
  /** What it may begin with, the likeliest first. */
  readonly beginnings: readonly string[]
  /** What its mailbox may end with. */
  readonly ends: readonly string[]
  /** What it may begin with that was mistyped there; the rest of the mailbox then has one slip at most, and the domain none. */
  readonly mistypedBeginnings: readonly string[]
  /** From the @ on; empty where it was not typed. */
  readonly domain: string
}

/**
 * Parts of the mailbox, of which one is as typed: the halves where it has one slip, the outer thirds where two are not one at
 * each end; and its first half with one slip. A short mailbox has no part that says anything: it is looked for as a whole.
 */
export function partsToFind(typed: string): AddressParts {
  const [mailbox, domain] = partsOf(typed)
  const plain = withoutLabel(mailbox)
  const isShort = mailbox.length < SHORT_MAILBOX
  const isLong = mailbox.length >= LONG_MAILBOX
  const lengths = [...(isShort ? [] : [2]), ...(isLong ? [3] : [])].map((count) => Math.floor(mailbox.length / count))
  const tail = domain === '' ? '' : `@${domain}`
  const half = mailbox.slice(0, Math.floor(mailbox.length / 2))
  const mistyped = tail === '' ? [] : isShort ? slipsIn(mailbox).map((one) => one + tail) : isLong ? slipsIn(half) : []
  return {
    beginnings: [`${mailbox}@`, `${plain}@`, `${plain}+`, ...lengths.map((length) => mailbox.slice(0, length))],
    ends: lengths.map((length) => mailbox.slice(-length)),
    mistypedBeginnings: mistyped,
    domain: tail,
  }
}

const slipsIn = (text: string): string[] => (text.length < SHORTEST_MAILBOX ? [] : oneSlipFrom(text, ALPHABET))

function partsOf(address: string): readonly [mailbox: string, domain: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

import { countSlips } from '../../names/slips.ts'
import { oneSlipFrom } from './one-slip.ts'

/** The most slips in an address. A mailbox shorter than `LONG_MAILBOX` may have one only. */
const MOST = 2
const LONG_MAILBOX = 8
/** With a slip in a mailbox shorter than this, the domain must be right. */
const SHORT_MAILBOX = 4
/** A mailbox shorter than this may have no slip, because one letter may be any other. */
const SHORTEST_MAILBOX = 2

/** The characters of a mailbox. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789._-'

/**
 * Counts the slips between a typed e-mail address, which may lack its end, and a known one. Null for more than two, or
 * for more than so short an address may have. A left-out label (`davey+flights@`) counts as one slip, a long mailbox at
 * another domain as two. Both addresses are in lower case.
 */
export function slipsInAddress(typed: string, known: string): number | null {
  const [mailbox, domain] = partsOf(typed)
  const [knownMailbox, knownDomain] = partsOf(known)
  // A customer without an address has a key of card and name in its place: that key has no slips.
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

/** Another ending (`.com` for `.org`) is one slip, however many letters differ. */
function slipsInDomain(domain: string, known: string, most: number): number {
  const isOtherEnding = domain.includes('.') && domain.split('.')[0] === known.split('.')[0]
  return isOtherEnding ? 1 : countSlips(domain, known, most)
}

/** `davey+flights` → `davey`: the label only sorts the owner's mail. */
const withoutLabel = (mailbox: string): string => mailbox.replace(/(?<=.)\+.*$/, '')

/** Parts of an address, by which an index finds the known addresses within the allowed slips. */
export interface AddressParts {
  /** Beginnings of the known address, the likeliest first. */
  readonly beginnings: readonly string[]
  /** Ends of the known mailbox. */
  readonly ends: readonly string[]
  /**
   * Beginnings for a slip in the first letters. Then the rest of the mailbox has one slip at most, and the domain none.
   */
  readonly mistypedBeginnings: readonly string[]
  /** The domain with its @; empty when none was typed. */
  readonly domain: string
}

/**
 * Finds parts of the typed mailbox of which one is right in spite of the slips. After one slip, one half is right.
 * After two slips that are not one at each end, one outer third is right; for one at each end there is the first half
 * with every possible slip. The parts of a short mailbox say too little, so a short mailbox gets every possible slip as
 * a whole.
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

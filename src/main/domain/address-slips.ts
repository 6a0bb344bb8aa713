import { countSlips } from './names/slips.ts'

/** An address may have so many slips in all, and a mailbox of fewer letters than this only one. */
const MOST = 2
const LONG_MAILBOX = 8
/** Of a mailbox as short as this nothing would be left. */
const SHORTEST_MAILBOX = 4

/**
 * The slips between an e-mail address as typed, which may lack its end, and one that is known; null where they are more than two,
 * or more than so short an address can have. Both in lower case.
 */
export function slipsInAddress(typed: string, known: string): number | null {
  const [mailbox, domain] = partsOf(typed)
  const [knownMailbox, knownDomain] = partsOf(known)
  if (mailbox.length < SHORTEST_MAILBOX || known.startsWith('card:')) return known.startsWith(typed) ? 0 : null
  const inMailbox = countSlips(mailbox, knownMailbox, mailbox.length < LONG_MAILBOX ? 1 : MOST)
  if (inMailbox > (mailbox.length < LONG_MAILBOX ? 1 : MOST)) return null
  const left = MOST - inMailbox
  const inDomain = knownDomain.startsWith(domain) ? 0 : countSlips(domain, knownDomain, left)
  return inDomain > left ? null : inMailbox + inDomain
}

/**
 * Parts of the mailbox, of which one is as typed however an address was mistyped: the halves where it has one slip, the outer
 * thirds where two are not one at each end.
 */
export function wholeParts(typed: string): {
  readonly beginnings: readonly string[]
  readonly ends: readonly string[]
} {
  const [mailbox] = partsOf(typed)
  if (mailbox.length < SHORTEST_MAILBOX) return { beginnings: [], ends: [] }
  const pieces = mailbox.length < LONG_MAILBOX ? [2] : [2, 3]
  const lengths = pieces.map((count) => Math.floor(mailbox.length / count))
  return {
    beginnings: [`${mailbox}@`, ...lengths.map((length) => mailbox.slice(0, length))],
    ends: lengths.map((length) => mailbox.slice(-length)),
  }
}

function partsOf(address: string): readonly [mailbox: string, domain: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

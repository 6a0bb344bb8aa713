import type { BenchFeed } from './million.ts'

/** What a booking of the feed says about its caller. */
interface Caller {
  readonly reference: string
  readonly traveller: { readonly given_name: string; readonly surname: string; readonly email: string | null }
  readonly flight: { readonly number: string } | null
  readonly card: { readonly last4: string } | null
}

const slip = (word: string): string => word.slice(0, 3) + word.slice(4)

/** The ways in which agents type a caller's details. */
const WAYS: readonly ((caller: Caller) => string)[] = [
  ({ traveller }) => `${traveller.given_name} ${traveller.surname}`,
  ({ reference }) => reference,
  ({ traveller, card }) => `${traveller.surname} ${card?.last4 ?? ''}`,
  ({ traveller }) => `${slip(traveller.given_name)} ${slip(traveller.surname)}`,
  ({ traveller, flight }) => `${flight?.number ?? ''} ${traveller.surname}`,
  ({ traveller }) => traveller.email ?? traveller.surname,
  ({ traveller, reference }) => `${slip(traveller.surname)} ${reference}`,
]

/**
 * Returns `count` texts about different people of the feed. The ways take turns, and the texts are the same every time.
 */
export function typedTexts(feed: BenchFeed, count: number): readonly string[] {
  const callers: Caller[] = []
  let seen = 0
  for (const { kind, data } of feed.changes()) {
    if (kind !== 'booking') continue
    seen += 1
    if (seen % 97 !== 0) continue
    callers.push(data as Caller)
    if (callers.length === count) break
  }
  return callers.map((caller, at) => (WAYS[at % WAYS.length]?.(caller) ?? '').toLowerCase().trim())
}

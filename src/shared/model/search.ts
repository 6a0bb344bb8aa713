/** The longest text in the search box, in UTF-16 units: a pasted sentence with all its clues. */
export const LONGEST_SEARCH = 300

/** The kind of a clue. */
export type ClueKind = 'reference' | 'email' | 'phone' | 'last4' | 'flight' | 'date' | 'name'

/** One part of the typed text and how the desk reads it. */
export interface Clue {
  readonly kind: ClueKind
  /** As typed. */
  readonly text: string
  /** The form that the desk looks for: `EI164`, `2020-02-28`, the digits of a phone. */
  readonly value: string
}

/** How a clue fits a person. */
export type HowMatched = 'exact' | 'mistyped' | 'other_spelling' | 'beginning' | 'initial'

/** A clue that fits a person, and how. */
export interface MatchedClue extends Clue {
  readonly how: HowMatched
}

/** A person who was found, with the reasons. */
export interface FoundPerson {
  /** One booking of theirs, as the argument of `customer.get`. It stays valid when the copy is filled again. */
  readonly bookingId: string
  readonly name: string
  readonly maskedEmail: string
  readonly last4s: readonly string[]
  readonly bookings: number
  /** Open groups: something to give back, a hold that has not dropped off, or a case for a person. */
  readonly groups: number
  readonly matched: readonly MatchedClue[]
  /** Clues that do not fit them. Empty when somebody fits all clues. */
  readonly unmatched: readonly Clue[]
}

/** The answer to one search: people, best first, and how the text was read. */
export interface SearchAnswer {
  readonly clues: readonly Clue[]
  /** Words that the search did not use. The screen says so. */
  readonly unread: readonly string[]
  readonly people: readonly FoundPerson[]
  /** True when more people match than `people` lists. */
  readonly more: boolean
  readonly tookMs: number
}

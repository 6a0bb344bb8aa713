/** What a part of the typed text may be. */
export type ClueKind = 'reference' | 'email' | 'phone' | 'last4' | 'flight' | 'date' | 'name'

/** How one part of the typed text was understood. */
export interface Clue {
  readonly kind: ClueKind
  /** As typed. */
  readonly text: string
  /** As looked for: `EI164`, `2020-02-28`, digits of a phone. */
  readonly value: string
}

/** How what was typed fits what a person is called, or another clue fits them. */
export type HowMatched = 'exact' | 'mistyped' | 'other_spelling' | 'beginning' | 'initial'

/** A clue that fits a person, and how. */
export interface MatchedClue extends Clue {
  readonly how: HowMatched
}

/** A person found, with why. */
export interface FoundPerson {
  /** Any booking of theirs: the address that `customer.get` takes; it stays good when the copy is filled again. */
  readonly bookingId: string
  readonly name: string
  readonly maskedEmail: string
  readonly last4s: readonly string[]
  readonly bookings: number
  /** Open groups: something to give back, a hold that has not dropped off, or a case for a person. */
  readonly groups: number
  readonly matched: readonly MatchedClue[]
  /** Clues that do not fit them, where nobody fits all. */
  readonly unmatched: readonly Clue[]
}

/** The answer to one search: people, best first, and how the text was read. */
export interface SearchAnswer {
  readonly clues: readonly Clue[]
  /** Words that could not be used; said, never ignored silently. */
  readonly unread: readonly string[]
  readonly people: readonly FoundPerson[]
  /** True when more people match than are listed. */
  readonly more: boolean
  readonly tookMs: number
}

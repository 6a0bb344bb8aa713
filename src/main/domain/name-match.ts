import { nameTokens } from './name-tokens.ts'

/** A person's name as a record writes it. */
export interface PersonName {
  readonly givenName: string
  readonly surname: string
}

/** How two written names differ, the closest explanation first. */
export type NameLikeness =
  | 'equal'
  /** Accents, case, apostrophes, spaces, hyphens, another script: Zoë / Zoe, van der Berg / Vanderberg. */
  | 'written_otherwise'
  /** Given name and surname exchanged: Li Wei / Wei Li. */
  | 'swapped'
  /** William / Bill. */
  | 'nickname'
  /** An initial, a missing middle name or second surname, Alex for Alexander. */
  | 'shortened'
  /** One or two slips: Hctor / Hector, Fulker / Fuller. */
  | 'typing_error'
  /** Close, but as likely two people: Ann / Anne. */
  | 'unclear'
  | 'different'

/** The closest explanation of two written names. */
export interface NameMatch {
  readonly likeness: NameLikeness
  /** Which part differs, null when equal or swapped. */
  readonly differs: 'given_name' | 'surname' | 'both' | null
}

/** Can these two written names be one traveller's? */
export function compareNames(a: PersonName, b: PersonName): NameMatch {
  if (a.givenName === b.givenName && a.surname === b.surname) return { likeness: 'equal', differs: null }
  if (travellerKey(a) === travellerKey(b)) return { likeness: 'written_otherwise', differs: 'both' }
  return { likeness: 'different', differs: 'both' }
}

/** A key equal for names that differ only in writing and in order (folded, sorted tokens): what an index can look up. */
export function travellerKey(name: PersonName): string {
  return nameTokens(`${name.givenName} ${name.surname}`).sort().join(' ')
}

/** How two written names differ, the closest explanation first. */
export type NameLikeness =
  | 'equal'
  /** Accents, case, apostrophes, spaces, hyphens, another script: Zoë / Zoe, van der Berg / Vanderberg. */
  | 'written_otherwise'
  /** Given name and surname exchanged: Li Wei / Wei Li. */
  | 'swapped'
  /** William / Bill. */
  | 'nickname'
  /** An initial, a missing middle name or second surname, a name cut off. */
  | 'shortened'
  /** One or two slips: Hctor / Hector, Fulker / Fuller. */
  | 'typing_error'
  /** Close, but as likely two people: Ann / Anne. */
  | 'unclear'
  | 'different'

const ORDER: readonly NameLikeness[] = [
  'equal',
  'written_otherwise',
  'swapped',
  'nickname',
  'shortened',
  'typing_error',
  'unclear',
  'different',
]

/** The one that explains least: what a name as a whole is, when this is said of its words. */
export const leastLike = (likenesses: readonly NameLikeness[]): NameLikeness =>
  likenesses.reduce((least, one) => (rank(one) > rank(least) ? one : least), 'equal')

/** The one that explains most, of several ways to see the same two names. */
export const mostLike = (a: NameLikeness, b: NameLikeness): NameLikeness => (rank(a) <= rank(b) ? a : b)

const rank = (likeness: NameLikeness): number => ORDER.indexOf(likeness)

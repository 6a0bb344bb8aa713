/** How two written names differ. The explanations stand in order: the closest comes first. */
export type NameLikeness =
  | 'equal'
  /** Only in writing: accents, case, apostrophes, spaces, hyphens, script. Zoë / Zoe, van der Berg / Vanderberg. */
  | 'written_otherwise'
  /** Given name and surname exchanged: Li Wei / Wei Li. */
  | 'swapped'
  /** One is a short form of the other: William / Bill. */
  | 'nickname'
  /** One has an initial, lacks a middle name or a second surname, or is cut off. */
  | 'shortened'
  /** One slip or two: Hctor / Hector, Fulker / Fuller. */
  | 'typing_error'
  /** Close, but two people are as likely as one: Ann / Anne. */
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

/**
 * The least close of several likenesses: a name as a whole is only as close as its least close word. `equal` for none.
 */
export const leastLike = (likenesses: readonly NameLikeness[]): NameLikeness =>
  likenesses.reduce((least, one) => (rank(one) > rank(least) ? one : least), 'equal')

/** The closer of two likenesses: the better of two ways to explain the same names. */
export const mostLike = (a: NameLikeness, b: NameLikeness): NameLikeness => (rank(a) <= rank(b) ? a : b)

const rank = (likeness: NameLikeness): number => ORDER.indexOf(likeness)

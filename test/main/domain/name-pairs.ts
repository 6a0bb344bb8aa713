import type { NameLikeness } from '../../../src/main/domain/name-match.ts'

/** Two written names, `given name | surname`, and what they are to each other. */
export const PAIRS: readonly (readonly [string, string, NameLikeness])[] = [
  ['Zoë | Smith', 'Zoe | Smith', 'written_otherwise'],
  ["Sinead | O'Brien", 'Sinead | OBrien', 'written_otherwise'],
  ['José María | García', 'Jose Maria | Garcia', 'written_otherwise'],
  ['Hans | Müller', 'Hans | Mueller', 'written_otherwise'],
  ['Li | Wei', 'Wei | Li', 'swapped'],
  ['Jan | van der Berg', 'Jan | Vanderberg', 'written_otherwise'],
  ['William | Hart', 'Bill | Hart', 'nickname'],
  ['Elizabeth | Hart', 'Liz | Hart', 'nickname'],
  ["Sinead | O'Brien", 'Sinead | Obrian', 'typing_error'],
  ['Ann | Hart', 'Anne | Hart', 'unclear'],
]

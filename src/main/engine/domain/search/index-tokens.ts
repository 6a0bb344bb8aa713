import { foldName } from '../names/fold.ts'
import { findableTokens } from '../names/name-tokens.ts'

/** Letters that none of the spellings below writes otherwise. */
const PLAIN_LETTERS = /^[\p{ASCII}’‘ʼ´]*$/u

/**
 * The words under which a name is found: as written, and in the Latin letters that an agent types: `Müller` → `muller`,
 * `mueller`; `Юрий` → `юрии`, `yurii`.
 */
export function indexTokensOf(name: string): string[] {
  const words = findableTokens(name)
  if (PLAIN_LETTERS.test(name)) return words
  const spelledOut = name.split(/[\s\p{Pd}]+/u).map((part) => foldName(part).spelledOut)
  return [...new Set([...words, ...foldName(name).words, ...spelledOut])].filter((word) => word !== '')
}

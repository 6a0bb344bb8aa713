import { foldName } from '../names/fold.ts'
import { findableTokens } from '../names/name-tokens.ts'

/** Matches a name that has only one spelling: every token below would be the same. */
const PLAIN_LETTERS = /^[\p{ASCII}’‘ʼ´]*$/u

/**
 * The tokens under which the search index has a name: as written, and in the Latin letters that an agent types.
 * `Müller` → `muller`, `mueller`; `Юрий` → `юрии`, `yurii`.
 */
export function indexTokensOf(name: string): string[] {
  const tokens = findableTokens(name)
  if (PLAIN_LETTERS.test(name)) return tokens
  const spelledOut = name.split(/[\s\p{Pd}]+/u).map((part) => foldName(part).spelledOut)
  return [...new Set([...tokens, ...foldName(name).words, ...spelledOut])].filter((token) => token !== '')
}

const APOSTROPHES = /['’‘‛′＇ʼʻʽ`´]/gu

/** Letters that Unicode does not decompose, as people without them on their keyboard write them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
}

/**
 * The words of a name as search knows them: accents folded, lower case, apostrophes and what nobody sees gone, split at
 * everything that is neither letter nor digit. `Zoë O'Brien-Smith` → `zoe`, `obrien`, `smith`. Each word once.
 */
export function nameTokens(name: string): string[] {
  const folded = name
    // First, because what a lone accent decomposes into parts a word.
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłıħ]/gu, (letter) => PLAIN[letter] ?? letter)
  return [...new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== ''))]
}

/**
 * The words under which a name is found: those above, and the parts beside an apostrophe, because many leave a space
 * there. `O'Brien` → `obrien`, `brien`; typed as `o brien` it is the beginning of one and the other.
 */
export function findableTokens(name: string): string[] {
  const parts = nameTokens(name.replace(APOSTROPHES, ' ')).filter((token) => token.length > 1)
  return [...new Set([...nameTokens(name), ...parts])]
}

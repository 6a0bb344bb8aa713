const APOSTROPHES = /['’‘‛′＇ʼʻʽ`´]/gu

/** Letters that Unicode does not decompose, as people write them whose keyboard lacks them. */
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
 * The tokens of a name, each once: words in lower case, without accents, apostrophes and invisible characters.
 * Everything that is neither letter nor digit separates two words. `Zoë O'Brien-Smith` → `zoe`, `obrien`, `smith`.
 */
export function nameTokens(name: string): string[] {
  const folded = name
    // First, because NFKD turns a lone accent (´) into a space and a mark, and the space would split the word.
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłıħ]/gu, (letter) => PLAIN[letter] ?? letter)
  return [...new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== ''))]
}

/**
 * The tokens under which search finds a name: `nameTokens`, and the parts beside an apostrophe, because many people
 * type a space there. `O'Brien` → `obrien`, `brien`. Then `o brien` fits: `o` begins the first token, `brien` is the
 * second.
 */
export function findableTokens(name: string): string[] {
  const parts = nameTokens(name.replace(APOSTROPHES, ' ')).filter((token) => token.length > 1)
  return [...new Set([...nameTokens(name), ...parts])]
}

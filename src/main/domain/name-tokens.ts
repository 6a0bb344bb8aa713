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
 * The words of a name as search knows them: accents folded, lower case, apostrophes gone, split at everything that
 * is neither letter nor digit. `Zoë O'Brien-Smith` → `zoe`, `obrien`, `smith`. Each word once.
 */
export function nameTokens(name: string): string[] {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}|['’‘ʼ`´]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłıħ]/gu, (letter) => PLAIN[letter] ?? letter)
  return [...new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== ''))]
}

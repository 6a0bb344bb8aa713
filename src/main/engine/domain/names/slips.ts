/**
 * The smallest number of slips that turn one word into the other. One slip is a letter left out, added or changed, or
 * two neighbours swapped (optimal string alignment, Damerau 1964). Counts up to `most`; returns `most + 1` for more.
 */
export function countSlips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isExchanged = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        at(above, column - 1) + (isSame ? 0 : 1),
        at(above, column) + 1,
        at(current, column - 1) + 1,
        isExchanged ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    if (Math.min(...current) > most) return most + 1
    before = above
    above = current
  }
  return Math.min(at(above, b.length), most + 1)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY

/**
 * True for words that differ only in the vowels at their end: Josef and Josefa, Mario and Maria, Frank and Franka. Such
 * names are two people as often as one.
 */
export function differsInEndingOnly(a: string, b: string): boolean {
  return a !== b && withoutEnding(a) === withoutEnding(b)
}

const withoutEnding = (word: string): string => word.replace(/(?<![aeiouy])[aeiouy]{1,2}$/, '')

/**
 * Writes a word roughly as most languages with Latin letters pronounce it. Romanisations of one name become equal:
 * Aleksandr and Alexander, Yusuf and Youssef.
 */
export function soundOf(word: string): string {
  let sound = word
  for (const [written, spoken] of SOUNDS) sound = sound.replace(written, spoken)
  return sound
}

/**
 * True for words that differ only in the sound of their vowels: Ker and Carr, Bent and Bennett. Needs two consonants at
 * least.
 */
export function shareConsonants(a: string, b: string): boolean {
  const skeleton = skeletonOf(a)
  return skeleton.length >= 2 && skeleton === skeletonOf(b)
}

const skeletonOf = (word: string): string =>
  soundOf(word)
    .replace(/[aeiou]/g, '')
    .replace(/(.)\1+/g, '$1')

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/(shch|sch|sh|tch|ch|cz)/g, 'c'],
  [/(kh|gh|ck|q)/g, 'k'],
  [/x/g, 'ks'],
  [/(?<=[aeiou])c(?=[aou])|^c(?=[aou])/g, 'k'],
  [/(dzh|dj|j)/g, 'y'],
  [/th/g, 't'],
  [/w/g, 'v'],
  [/(ou|oo|oy)/g, 'u'],
  [/(oi|ee|iy|yi|ii|ij|ey|ei|ai|ay|y|e)/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/h/g, ''],
]

/**
 * True for words that differ only in the spelling of a long or rounded vowel: Ase and Aase, Ono and Ohno, Shota and
 * Shouta, Muller and Mueller. True for equal words, too.
 */
export const differInVowelLength = (a: string, b: string): boolean => withShortVowels(a) === withShortVowels(b)

const withShortVowels = (word: string): string =>
  word.replace(/([aou])e/g, '$1').replace(/(a)a|(i)i|(o)[ou]|(u)u|(o)h(?![aeiou])/g, '$1$2$3$4$5')

/**
 * True for words of six letters or more that differ only in what nobody hears: Catherine and Katherine, Phillip and
 * Philip.
 */
export function differInSilentLetters(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6) return false
  const isOneLess = a.length !== b.length && a[0] === b[0] && a.slice(-2) === b.slice(-2)
  return asHeard(a) === asHeard(b) || (isOneLess && Math.min(a.length, b.length) >= 7 && countSlips(a, b, 1) === 1)
}

const asHeard = (word: string): string =>
  word
    .replace(/ph/g, 'f')
    .replace(/ck|c(?![eiyh])/g, 'k')
    .replace(/ey|y/g, 'i')
    .replace(/(?<![cs])h/g, '')
    .replace(/(.)\1+/g, '$1')

/** True for words that sound alike: Schmidt and Schmitt. False for short words, because too little of them is left. */
export function soundAlike(a: string, b: string): boolean {
  const sound = soundOf(a)
  return sound.length >= 4 && sound === soundOf(b)
}

/** The consonants of a word, as Arabic and Hebrew write it. */
export const consonantsOf = (word: string): string =>
  word
    .replace(/(ph)/g, 'f')
    .replace(/(kh|ch|ck|c|q)/g, 'k')
    .replace(/[aeiouwy]|h$/g, '')
    .replace(/(.)\1+/g, '$1')

import anyAscii from 'any-ascii'
import { nameTokens } from './name-tokens.ts'

/** One part of a name (given name or surname), ready for a comparison. */
export interface FoldedName {
  /** In its own script, titles included: lower case, without accents, only letters and digits. */
  readonly plain: string
  /** Its words in Latin letters, lower case, without accents: `María José` → `maria`, `jose`. */
  readonly words: readonly string[]
  /** The words as one word: `van der Berg` → `vanderberg`. */
  readonly joined: string
  /** `joined` with accents written out as German, Danish and Norwegian do: `Müller` → `mueller`. */
  readonly spelledOut: string
  /** The script in which the booking has it. */
  readonly script: Script
  /** True for a double name such as Jean-Pierre. Its first half alone may be another person. */
  readonly isHyphenated: boolean
}

/**
 * The kind of script, by how surely Latin letters follow from it. An `alphabet` other than Latin writes vowels; Arabic
 * and Hebrew write `consonants` only; Chinese and Korean write `syllables`, and a Chinese character is read differently
 * in each language.
 */
export type Script = 'latin' | 'alphabet' | 'consonants' | 'syllables'

const SPELLED_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/** Folds one part of a name. @param keep Removes titles and the like from its words. */
export function foldName(written: string, keep: (words: string[]) => string[] = (words) => words): FoldedName {
  const words = keep(latinWords(written))
  if (PLAIN_WORD.test(written)) {
    const joined = words.join('')
    return { plain: written.toLowerCase(), words, joined, spelledOut: joined, script: 'latin', isHyphenated: false }
  }
  return {
    plain: plainWords(written).join(''),
    words,
    joined: words.join(''),
    spelledOut: keep(latinWords(spellOut(written))).join(''),
    script: scriptOf(written),
    isHyphenated: /\p{L}[-‐‑]\p{L}/u.test(written),
  }
}

/** Matches most names: only their case needs folding. The shortcut matters because a fill folds a million names. */
export const PLAIN_WORD = /^[a-z0-9]+$/i

/** Folds each word on its own, because a name may repeat a word and `nameTokens` keeps each word once. */
const plainWords = (written: string): string[] =>
  PLAIN_WORD.test(written) ? [written.toLowerCase()] : written.split(/[\s\p{Pd}]+/u).flatMap(nameTokens)

/** The words of one part of a name: in Latin letters, lower case, without accents. */
export const latinWords = (written: string): string[] =>
  plainWords(written)
    .map((word) =>
      /^[a-z0-9]+$/.test(word)
        ? word
        : anyAscii(word)
            .toLowerCase()
            .replace(/[^a-z0-9]/g, ''),
    )
    .filter((word) => word !== '')

const spellOut = (written: string): string =>
  written.normalize('NFC').replace(/[äöüøå]/giu, (letter) => SPELLED_OUT[letter.toLowerCase()] ?? letter)

function scriptOf(written: string): Script {
  if (/[\p{Script=Han}\p{Script=Hangul}]/u.test(written)) return 'syllables'
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(written)) return 'consonants'
  return /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(written) ? 'alphabet' : 'latin'
}

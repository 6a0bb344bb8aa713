import anyAscii from 'any-ascii'
import { nameTokens } from './name-tokens.ts'

/** A part of a name, ready to be compared. */
export interface FoldedName {
  /** As written, but for case, accents and what is neither letter nor digit. */
  readonly plain: string
  /** Lower case, without accents, in Latin letters: `María José` → `maria`, `jose`. */
  readonly words: readonly string[]
  /** The words as one: `van der Berg` → `vanderberg`. */
  readonly joined: string
  /** The same with the accents written out as German, Danish and Norwegian do: `Müller` → `mueller`. */
  readonly spelledOut: string
  readonly script: Script
  /** A double name such as Jean-Pierre, whose first half alone may be somebody else. */
  readonly isHyphenated: boolean
}

/**
 * How surely its Latin letters can be told: an alphabet tells its vowels, Arabic and Hebrew the consonants only, and a
 * Chinese character has another reading in each language.
 */
export type Script = 'latin' | 'alphabet' | 'consonants' | 'syllables'

const SPELLED_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/** Folds one part of a name; `keep` takes titles and the like off its words. */
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

/** What most names are: there is nothing to fold but the case. A fill folds a million of them. */
export const PLAIN_WORD = /^[a-z0-9]+$/i

/** Word by word, because a name may hold one twice and search keeps each once. */
const plainWords = (written: string): string[] =>
  PLAIN_WORD.test(written) ? [written.toLowerCase()] : written.split(/[\s\p{Pd}]+/u).flatMap(nameTokens)

/** The words of a part of a name in lower case, without accents, in Latin letters. */
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

import type { Clue } from '../../../shared/model/index.ts'

const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('und')

/** How many leading letters of a part of the name a clue explains. */
export function markedLength(part: string, clues: readonly Clue[]): number {
  const own = fold(part)
  const words = clues.filter(({ kind }) => kind === 'name').flatMap(({ text, value }) => [text, value])
  const typed = words.flatMap((text) => fold(text).split(/\s+/)).filter(Boolean)
  const lengths = typed.filter((text) => own.startsWith(text)).map((text) => text.length)
  return Math.min(part.length, Math.max(0, ...lengths))
}

import type { Clue } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { typedDayText } from '../../ui/format/time-text.ts'

/** The value that the search looks for, as text: `28 Feb`, `EI164`, the digits of a phone. */
const valueText = ({ kind, value }: Clue): string => (kind === 'date' ? typedDayText(value) : value)

/** Letters and digits only, without accents and capitals. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** True when the value is what the person typed. Punctuation, accents and capitals make no difference. */
const isAsTyped = (clue: Clue): boolean => bare(clue.text) === bare(valueText(clue))

/** How the search read a clue: `“28/2” as date 28 Feb`, `“5100” as card`. */
export function readAsText(clue: Clue): string {
  const { kind, text } = clue
  return isAsTyped(clue)
    ? say('search.readAs', { text, kind: label('clue', kind) })
    : say('search.readAsValue', { text, kind: label('clue', kind), value: valueText(clue) })
}

/** A clue with its kind: `card 5100`, `date 28 Feb`; a name as it was typed, in quotes. */
export const clueText = (clue: Clue): string =>
  clue.kind === 'name'
    ? say('search.typedName', { text: clue.text })
    : say('search.clue', { kind: label('clue', clue.kind), value: valueText(clue) })

/** The kind of a clue, with the value when that is not what was typed: `name`, `date 28 Feb`. */
export const kindText = (clue: Clue): string =>
  clue.kind === 'name' || isAsTyped(clue) ? label('clue', clue.kind) : clueText(clue)

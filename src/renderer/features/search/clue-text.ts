import type { Clue } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { typedDayText } from '../../ui/format/time-text.ts'

/** What a clue is looked for as, as people write it: `28 Feb`, `EI164`, digits of a phone. */
const valueText = ({ kind, value }: Clue): string => (kind === 'date' ? typedDayText(value) : value)

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** Whether looking for the clue needs no word beside what was typed: signs, accents and capitals make no difference. */
const isAsTyped = (clue: Clue): boolean => bare(clue.text) === bare(valueText(clue))

/** What was made of a typed word: `“28/2” as date 28 Feb`, `“5100” as card`. */
export function readAsText(clue: Clue): string {
  const { kind, text } = clue
  return isAsTyped(clue)
    ? say('search.readAs', { text, kind: label('clue', kind) })
    : say('search.readAsValue', { text, kind: label('clue', kind), value: valueText(clue) })
}

/** A clue by itself: `card 5100`, `date 28 Feb`; a name as it was typed, in quotes. */
export const clueText = (clue: Clue): string =>
  clue.kind === 'name'
    ? say('search.typedName', { text: clue.text })
    : say('search.clue', { kind: label('clue', clue.kind), value: valueText(clue) })

/** What kind of clue it is, with what it is looked for as where that is not what was typed: `name`, `date 28 Feb`. */
export const kindText = (clue: Clue): string =>
  clue.kind === 'name' || isAsTyped(clue) ? label('clue', clue.kind) : clueText(clue)

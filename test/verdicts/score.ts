import type { Verdict } from '../../src/shared/model/index.ts'

/** The truth for one charge in the labels file. */
export interface Label {
  readonly chargeId: string
  readonly verdict: string
  /** The prefix names the kind of case. Empty for an ordinary purchase. */
  readonly group: string
  readonly refundable: boolean
}

/** The desk's answer for one charge. A charge in no group is a separate purchase. */
export interface DeskAnswer {
  readonly verdict: Verdict
  readonly refundable: boolean
  readonly reasons: readonly string[]
}

/** One row of a table: a verdict or a kind of case, with the number of its charges and how many answers were right. */
export interface Row {
  readonly name: string
  readonly charges: number
  readonly right: number
  /** The wrong answers, with their counts. */
  readonly instead: Readonly<Record<string, number>>
}

/** The desk's score on a labelled feed. */
export interface Score {
  /**
   * Of the charges that the desk would refund, the share that is to refund. It is 1 when the desk would refund none.
   */
  readonly precision: number
  readonly recall: number
  /** The share of charges with the right verdict. */
  readonly verdictAccuracy: number
  readonly charges: number
  readonly byVerdict: readonly Row[]
  readonly byKind: readonly Row[]
  /** Charges with a wrong verdict or refund. */
  readonly wrong: readonly { readonly label: Label; readonly answer: DeskAnswer }[]
}

/** Returns `partydouble` for `partydouble-12.3`, and `single` for an ordinary purchase. */
export const kindOf = ({ group }: Label): string => group.replace(/-\d.*$/, '') || 'single'

/** Compares the desk's answers with the labels. A charge without a label does not count. */
export function score(labels: readonly Label[], answerOf: (chargeId: string) => DeskAnswer): Score {
  const answers = labels.map((label) => ({ label, answer: answerOf(label.chargeId) }))
  const count = (test: (one: (typeof answers)[number]) => boolean): number => answers.filter(test).length
  const found = count(({ label, answer }) => label.refundable && answer.refundable)
  const claimed = count(({ answer }) => answer.refundable)
  const wanted = count(({ label }) => label.refundable)
  const rows = (nameOf: (label: Label) => string): Row[] =>
    [...Map.groupBy(answers, ({ label }) => nameOf(label))].map(([name, members]) => {
      const missed = members.filter((one) => !isRight(one))
      const instead: Record<string, number> = {}
      for (const { answer } of missed) {
        const wrong = `${answer.verdict}${answer.refundable ? ' to give back' : ''}`
        instead[wrong] = (instead[wrong] ?? 0) + 1
      }
      return { name, charges: members.length, right: members.length - missed.length, instead }
    })
  return {
    precision: claimed === 0 ? 1 : found / claimed,
    recall: wanted === 0 ? 1 : found / wanted,
    verdictAccuracy:
      answers.length === 0 ? 1 : count(({ label, answer }) => label.verdict === answer.verdict) / answers.length,
    charges: answers.length,
    byVerdict: rows(({ verdict }) => verdict),
    byKind: rows(kindOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
    wrong: answers.filter((one) => !isRight(one)),
  }
}

const isRight = ({ label, answer }: { label: Label; answer: DeskAnswer }): boolean =>
  label.verdict === answer.verdict && label.refundable === answer.refundable

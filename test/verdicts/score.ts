import type { Verdict } from '../../src/shared/model/index.ts'

/** The truth for one charge, as the labels file tells it. */
export interface Label {
  readonly chargeId: string
  readonly verdict: string
  /** Its prefix names the kind of case; empty for an ordinary purchase. */
  readonly group: string
  readonly refundable: boolean
}

/** What the desk says of one charge. A charge in no group is a purchase of its own. */
export interface Said {
  readonly verdict: Verdict
  readonly refundable: boolean
  readonly reasons: readonly string[]
}

/** One row of the table: a verdict or a kind of case, and how many of its charges were told right. */
export interface Row {
  readonly name: string
  readonly charges: number
  readonly right: number
  /** What was said instead, with how often. */
  readonly instead: Readonly<Record<string, number>>
}

/** How the desk did on a labelled feed. */
export interface Score {
  /** Over charges to give back; 1 where nothing was to be found. */
  readonly precision: number
  readonly recall: number
  /** Charges with the right verdict, of all. */
  readonly verdictAccuracy: number
  readonly charges: number
  readonly byVerdict: readonly Row[]
  readonly byKind: readonly Row[]
  /** Charges whose verdict or refund was told wrongly. */
  readonly wrong: readonly { readonly label: Label; readonly said: Said }[]
}

/** `partydouble-12.3` → `partydouble`; an ordinary purchase is `single`. */
export const kindOf = ({ group }: Label): string => group.replace(/-\d.*$/, '') || 'single'

/** Compares what was said with the labels; a charge that nobody labelled does not count. */
export function score(labels: readonly Label[], saidOf: (chargeId: string) => Said): Score {
  const told = labels.map((label) => ({ label, said: saidOf(label.chargeId) }))
  const count = (test: (one: (typeof told)[number]) => boolean): number => told.filter(test).length
  const found = count(({ label, said }) => label.refundable && said.refundable)
  const claimed = count(({ said }) => said.refundable)
  const wanted = count(({ label }) => label.refundable)
  const rows = (nameOf: (label: Label) => string): Row[] =>
    [...Map.groupBy(told, ({ label }) => nameOf(label))].map(([name, members]) => {
      const missed = members.filter((one) => !isRight(one))
      const instead: Record<string, number> = {}
      for (const { said } of missed) {
        const word = `${said.verdict}${said.refundable ? ' to give back' : ''}`
        instead[word] = (instead[word] ?? 0) + 1
      }
      return { name, charges: members.length, right: members.length - missed.length, instead }
    })
  return {
    precision: claimed === 0 ? 1 : found / claimed,
    recall: wanted === 0 ? 1 : found / wanted,
    verdictAccuracy: told.length === 0 ? 1 : count(({ label, said }) => label.verdict === said.verdict) / told.length,
    charges: told.length,
    byVerdict: rows(({ verdict }) => verdict),
    byKind: rows(kindOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
    wrong: told.filter((one) => !isRight(one)),
  }
}

const isRight = ({ label, said }: { label: Label; said: Said }): boolean =>
  label.verdict === said.verdict && label.refundable === said.refundable

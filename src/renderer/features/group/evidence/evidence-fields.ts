import type { RawEvidence } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'

/** One field as the copy holds it. `key` is its place among all that are shown. */
export interface EvidenceLine {
  readonly key: string
  readonly name: string
  /** Null where the copy holds nothing. */
  readonly value: string | null
}

/** A block of fields: the charge, its booking, one refund. */
export interface EvidenceBlock {
  readonly key: string
  readonly title: string
  /** Empty for a booking that has not come. */
  readonly lines: readonly EvidenceLine[]
}

type Fields = Readonly<Record<string, string | number | null>>

function blockOf(key: string, title: string, fields: Fields | null): EvidenceBlock {
  const lines = Object.entries(fields ?? {}).map(([name, value]) => ({
    key: `${key}.${name}`,
    name,
    value: value === null ? null : String(value),
  }))
  return { key, title, lines }
}

/** The blocks of one charge of a group, in the order in which money moves. */
export const blocksOf = ({ chargeId, charge, booking, refunds }: RawEvidence): readonly EvidenceBlock[] => [
  blockOf(`${chargeId}.charge`, say('evidence.charge'), charge),
  blockOf(`${chargeId}.booking`, say('evidence.booking'), booking),
  ...refunds.map((refund, index) => blockOf(`${chargeId}.refund.${index}`, say('evidence.refund'), refund)),
]

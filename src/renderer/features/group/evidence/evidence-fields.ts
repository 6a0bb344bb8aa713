import type { RawEvidence } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'

/** One field of the evidence, as the copy holds it. */
export interface EvidenceLine {
  /** Unique among all lines that are shown. */
  readonly key: string
  readonly name: string
  /** Null when the field is empty. */
  readonly value: string | null
}

/** The fields of a charge, of its booking or of one refund. */
export interface EvidenceBlock {
  readonly key: string
  readonly title: string
  /** Empty for a booking that the copy does not hold yet. */
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

/** The blocks of one charge: the charge, its booking, then its refunds. */
export const blocksOf = ({ chargeId, charge, booking, refunds }: RawEvidence): readonly EvidenceBlock[] => [
  blockOf(`${chargeId}.charge`, say('evidence.charge'), charge),
  blockOf(`${chargeId}.booking`, say('evidence.booking'), booking),
  ...refunds.map((refund, index) => blockOf(`${chargeId}.refund.${index}`, say('evidence.refund'), refund)),
]

import { availableParallelism, loadavg } from 'node:os'

/** One figure as the benches print it; `peer` is what stands beside it in the same run, `ratio` how many times better or worse. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: number | null
  readonly ratio: number | null
}

/** A figure without anything beside it. */
export const plain = (name: string, value: number, unit: string): Figure => ({
  name,
  value: rounded(value),
  unit,
  peer: null,
  ratio: null,
})

/** A figure beside a peer's; `ratio` is value over peer. */
export const beside = (name: string, value: number, unit: string, peer: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  peer: rounded(peer),
  ratio: rounded(value / peer),
})

/** The same the other way round: `ratio` says how many times the peer takes what this one takes. */
export const faster = (name: string, value: number, unit: string, peer: number): Figure => ({
  ...beside(name, value, unit, peer),
  ratio: rounded(peer / value),
})

/** Three figures that count. */
const rounded = (value: number): number => Number(value.toPrecision(3))

/** A table for people, with how busy the machine was, and below it a line of JSON for each figure. */
export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map(({ name, value, unit, peer, ratio }) =>
    [name, `${value} ${unit}`, peer ?? '', ratio ?? ''].map(String),
  )
  const head = ['figure', 'value', 'peer', 'ratio']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  console.log(
    `${availableParallelism()} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')} over 1, 5, 15 minutes`,
  )
  for (const figure of figures) console.log(JSON.stringify(figure))
}

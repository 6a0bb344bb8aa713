import { availableParallelism, loadavg } from 'node:os'

/**
 * One figure as the benches print it. `peer` is the value of the alternative in the same run; `ratio` compares the two.
 */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: number | null
  readonly ratio: number | null
}

/** Makes a figure without a peer. */
export const plain = (name: string, value: number, unit: string): Figure => ({
  name,
  value: rounded(value),
  unit,
  peer: null,
  ratio: null,
})

/** Makes a figure with a peer. `ratio` is the value divided by the peer. */
export const beside = (name: string, value: number, unit: string, peer: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  peer: rounded(peer),
  ratio: rounded(value / peer),
})

/** Makes a figure with a peer where smaller is better. `ratio` is the peer divided by the value. */
export const faster = (name: string, value: number, unit: string, peer: number): Figure => ({
  ...beside(name, value, unit, peer),
  ratio: rounded(peer / value),
})

/** Rounds to three significant digits. */
const rounded = (value: number): number => Number(value.toPrecision(3))

/** Prints a table for people, the load of the machine, and one line of JSON for each figure. */
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

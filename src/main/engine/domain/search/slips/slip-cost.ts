/** The cost of each kind of slip between two words. `COSTS` in rank.ts says what a cost is. */
export interface SlipCosts {
  /** A letter changed to its neighbour on the keyboard. */
  readonly neighbour: number
  /** A letter changed to any other. */
  readonly other: number
  /** Two letters swapped. */
  readonly exchanged: number
  /** A letter added or left out. */
  readonly extra: number
  /** A double letter typed once, or a single one twice. */
  readonly doubled: number
  /** Added when the first letters differ. */
  readonly first: number
  /** A factor for the cost beyond the dearest single slip: a person who slips once is likelier to slip again. */
  readonly again: number
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const NEIGHBOURS = neighboursOf(ROWS)

/** The cost of the cheapest slips that turn one word into the other (weighted optimal string alignment). */
export function slipCost(a: string, b: string, costs: SlipCosts): number {
  const width = b.length + 1
  const table = new Float64Array((a.length + 1) * width)
  const at = (row: number, column: number): number => table[row * width + column] ?? Number.POSITIVE_INFINITY
  for (let row = 0; row <= a.length; row += 1) {
    for (let column = 0; column <= b.length; column += 1) {
      if (row === 0 && column === 0) continue
      let best = Number.POSITIVE_INFINITY
      if (row > 0) best = at(row - 1, column) + extraCost(a, row - 1, costs)
      if (column > 0) best = Math.min(best, at(row, column - 1) + extraCost(b, column - 1, costs))
      if (row > 0 && column > 0) {
        best = Math.min(best, at(row - 1, column - 1) + replaceCost(a[row - 1] ?? '', b[column - 1] ?? '', costs))
        const isExchanged = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
        if (row > 1 && column > 1 && isExchanged) best = Math.min(best, at(row - 2, column - 2) + costs.exchanged)
      }
      table[row * width + column] = best
    }
  }
  const cost = at(a.length, b.length)
  const dearest = Math.max(costs.extra, costs.other)
  const together = cost <= dearest ? cost : dearest + (cost - dearest) * costs.again
  return together + (a[0] === b[0] ? 0 : costs.first)
}

/**
 * How many letters only one of the two words has. A quick estimate before the dear comparison: it counts each letter
 * once, and some different letters as one.
 */
export function lettersApart(a: string, b: string): number {
  let differing = lettersOf(a) ^ lettersOf(b)
  let count = 0
  for (; differing !== 0; differing &= differing - 1) count += 1
  return count
}

/** A set of a word's letters as 32 bits. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

const extraCost = (word: string, at: number, costs: SlipCosts): number =>
  word[at] === word[at - 1] ? costs.doubled : costs.extra

function replaceCost(a: string, b: string, costs: SlipCosts): number {
  if (a === b) return 0
  return NEIGHBOURS.get(a)?.has(b) === true ? costs.neighbour : costs.other
}

/** For each key, the keys beside, above and below it on a QWERTY keyboard. */
function neighboursOf(rows: readonly string[]): Map<string, Set<string>> {
  const places = rows.flatMap((row, y) => Array.from(row, (key, x) => ({ key, x: x + y * 0.5, y })))
  return new Map(
    places.map((one) => [one.key, new Set(places.filter((other) => isBeside(one, other)).map(({ key }) => key))]),
  )
}

function isBeside(a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  return Math.abs(a.y - b.y) <= 1 && Math.abs(a.x - b.x) <= 1 && (a.x !== b.x || a.y !== b.y)
}

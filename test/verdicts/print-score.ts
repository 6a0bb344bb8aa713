import { kindOf, type Row, type Score } from './score.ts'

/** Prints the tables by verdict and by kind of case, and every charge that was told wrongly with the reasons for it. */
export function printScore(score: Score, { fillMs, judgedMs }: { fillMs: number; judgedMs: number }): void {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`
  console.log(`The sync took ${seconds(fillMs)}, of which about ${seconds(judgedMs)} for judging.`)
  printRows('verdict', score.byVerdict)
  printRows('kind of case', score.byKind)
  console.log(`\n${score.wrong.length} charges told wrongly`)
  for (const { label, said } of score.wrong) {
    const truth = `${label.verdict}${label.refundable ? ' to give back' : ''}`
    const told = `${said.verdict}${said.refundable ? ' to give back' : ''}`
    const why = said.reasons.length > 0 ? said.reasons.join(', ') : 'in no group'
    console.log(`  ${label.chargeId}  ${kindOf(label)} ${label.group}: is ${truth}, told ${told} (${why})`)
  }
}

function printRows(title: string, rows: readonly Row[]): void {
  console.log(
    `\n${title.padEnd(16)} ${'charges'.padStart(8)} ${'right'.padStart(8)} ${'share'.padStart(9)}  told instead`,
  )
  for (const { name, charges, right, instead } of rows) {
    const share = `${((100 * right) / charges).toFixed(3)} %`
    const others = Object.entries(instead).map(([word, count]) => `${word} ${count}`)
    console.log(
      `${name.padEnd(16)} ${String(charges).padStart(8)} ${String(right).padStart(8)} ${share.padStart(9)}  ${others.join(', ')}`,
    )
  }
}

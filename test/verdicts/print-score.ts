import { kindOf, type Row, type Score } from './score.ts'

/** Prints one table by verdict, one by kind of case, and every wrong charge with the desk's reasons. */
export function printScore(score: Score, { fillMs, judgedMs }: { fillMs: number; judgedMs: number }): void {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`
  console.log(`The sync took ${seconds(fillMs)}, of which about ${seconds(judgedMs)} for judging.`)
  printRows('verdict', score.byVerdict)
  printRows('kind of case', score.byKind)
  console.log(`\n${score.wrong.length} charges with a wrong verdict or refund`)
  for (const { label, answer } of score.wrong) {
    const truth = `${label.verdict}${label.refundable ? ' to give back' : ''}`
    const given = `${answer.verdict}${answer.refundable ? ' to give back' : ''}`
    const why = answer.reasons.length > 0 ? answer.reasons.join(', ') : 'in no group'
    console.log(`  ${label.chargeId}  ${kindOf(label)} ${label.group}: truth ${truth}, desk ${given} (${why})`)
  }
}

function printRows(title: string, rows: readonly Row[]): void {
  console.log(
    `\n${title.padEnd(16)} ${'charges'.padStart(8)} ${'right'.padStart(8)} ${'share'.padStart(9)}  wrong answers`,
  )
  for (const { name, charges, right, instead } of rows) {
    const share = `${((100 * right) / charges).toFixed(3)} %`
    const others = Object.entries(instead).map(([wrong, count]) => `${wrong} ${count}`)
    console.log(
      `${name.padEnd(16)} ${String(charges).padStart(8)} ${String(right).padStart(8)} ${share.padStart(9)}  ${others.join(', ')}`,
    )
  }
}

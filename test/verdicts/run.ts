// npm run verdicts -- --feed F --labels L: loads a labelled feed through the real sync and store and measures the
// verdicts. The last line is one JSON object; `seconds` is the time of the judging within the sync. Ends with 1 when
// the feed or the labels cannot be read.
import { existsSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Copy, Departure } from '../../src/main/engine/store/copy/copy.ts'
import { startBatch } from '../../src/main/engine/store/copy/copy.ts'
import { groupOfCharge } from '../../src/main/engine/store/copy/groups.ts'
import { judgeNext } from '../../src/main/engine/verdicts/recount.ts'
import { loadFeed } from './load.ts'
import { printScore } from './print-score.ts'
import { readLabels } from './read-labels.ts'
import { type DeskAnswer, score } from './score.ts'

const { values } = parseArgs({ options: { feed: { type: 'string' }, labels: { type: 'string' } } })
const { feed, labels: labelsFile } = values
if (feed === undefined || labelsFile === undefined || !existsSync(feed) || !existsSync(labelsFile)) {
  console.error('Say which feed and which labels: npm run verdicts -- --feed feed.ndjson.gz --labels labels.csv.gz')
  process.exit(1)
}
const labels = readLabels(labelsFile)
const { copy, fillMs, close } = await loadFeed(feed)
const judgedMs = judgeAgain(copy)
const result = score(labels, (chargeId) => answerOf(copy, chargeId))
printScore(result, { fillMs, judgedMs })
const round = (value: number): number => Math.round(value * 1e6) / 1e6
const line = {
  precision: round(result.precision),
  recall: round(result.recall),
  verdict_accuracy: round(result.verdictAccuracy),
  charges: result.charges,
  seconds: Math.round(judgedMs) / 1_000,
}
await close()
console.log(JSON.stringify(line))
process.exit()

/** Judges all charges again, as the fill did, to measure the time of the judging alone. */
function judgeAgain(copy: Copy): number {
  copy.sqlite.exec('DELETE FROM duplicate_group')
  const startedAt = performance.now()
  copy.sqlite.transaction(() => {
    const batch = startBatch(copy, 'after_fill')
    let after: Departure | null = null
    do after = judgeNext(copy, batch, after, 400)
    while (after !== null)
  })()
  return performance.now() - startedAt
}

function answerOf(copy: Copy, chargeId: string): DeskAnswer {
  const group = groupOfCharge(copy, chargeId)
  if (group === null) return { verdict: 'separate', refundable: false, reasons: [] }
  const { verdict, giveBackIds, reasons } = group
  return {
    verdict,
    refundable: verdict === 'duplicate' && giveBackIds.includes(chargeId),
    reasons: reasons.map(({ code }) => code),
  }
}

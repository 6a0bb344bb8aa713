// `npm test` runs everything, `npm run check` the checkers alone: types, lint, unused code, workflows, layer rules. The last line
// is `N passed, N failed`; each checker counts as one, each test as one. Above it are the slowest tests and what was left out.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { sayTheSlowest } from './slowest.ts'
import { type Outcome, type Step, steps } from './steps.ts'

/** Stages run one after the other, the steps of a stage side by side. */
const groups: Record<string, Step[][]> = {
  everything: [['types', 'lint', 'unused', 'workflows'], ['build'], ['unit'], ['e2e']],
  checkers: [['types', 'lint', 'unused', 'workflows', 'layers']],
}

const { values } = parseArgs({ options: { only: { type: 'string', default: 'everything' } } })
const named = values.only.split(',').filter((name): name is Step => name in steps)
const stages = groups[values.only] ?? named.map((step) => [step])
if (stages.length === 0) {
  console.error(`--only takes ${[...Object.keys(groups), ...Object.keys(steps)].join(', ')}`)
  process.exit(2)
}

const outcomes: Partial<Record<Step, Outcome>> = {}

/** Runs a step. The end-to-end tests need a build that did not fail. */
async function runStep(step: Step): Promise<void> {
  outcomes[step] =
    step === 'e2e' && outcomes.build?.failed
      ? { passed: 0, failed: 0, leftOut: ['the end-to-end tests, because the build failed'], times: [] }
      : await steps[step]()
}

for (const stage of stages) await Promise.all(stage.map(runStep))

const all = Object.values(outcomes)
if (outcomes.unit || outcomes.e2e) {
  const slowest = sayTheSlowest(
    all.flatMap(({ times }) => times),
    10,
  )
  console.log(`the ten slowest tests:\n${slowest.join('\n')}`)
}
for (const line of new Set(all.flatMap(({ leftOut }) => leftOut))) console.log(`left out: ${line}`)
const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = all.reduce((sum, outcome) => sum + outcome.failed, 0)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
console.log(`${passed} passed, ${failed} failed`)

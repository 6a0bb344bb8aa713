import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Count, playwrightCount, vitestCount } from './count.ts'
import { root, run } from './program.ts'
import { playwrightTimes, type Timed, vitestTimes } from './slowest.ts'

const reports = join(root, 'out', 'test')

/** What came of a step. */
export interface Outcome extends Count {
  /** How long each test took; none for a checker. */
  readonly times: readonly Timed[]
}

/** How a runner's JSON report is read. */
interface ReportReader {
  readonly count: (report: unknown) => Count
  readonly times: (report: unknown) => Timed[]
}

/** Prints one line for a program that ended. */
function sayEnded(name: string, isGood: boolean, startedAt: number): void {
  console.log(`${isGood ? '✓' : '✗'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
}

/** Runs a checker, which counts as one. Its output is printed only when it failed, and then in full. */
async function check(name: string, command: string[]): Promise<Outcome> {
  const startedAt = performance.now()
  const { code, output } = await run(command, { shown: false })
  sayEnded(name, code === 0, startedAt)
  if (code !== 0) console.log(output.trimEnd())
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, leftOut: [], times: [] }
}

/**
 * Runs a test runner that writes a JSON report to the file that REPORT stands for. A runner that crashed or ran no test
 * counts as failed, whatever its report says.
 *
 * @param shown Whether its output is printed as it comes; otherwise only when something failed.
 */
async function tests(name: string, command: string[], reader: ReportReader, { shown = true } = {}): Promise<Outcome> {
  const startedAt = performance.now()
  if (shown) console.log(`${name}:`)
  mkdirSync(reports, { recursive: true })
  const file = join(reports, `${name.replaceAll(' ', '-')}.json`)
  rmSync(file, { force: true })
  const { code, output } = await run(
    command.map((word) => word.replace('REPORT', file)),
    { shown, more: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } },
  )
  const report: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  const counted = report === null ? { passed: 0, failed: 0, leftOut: [] } : reader.count(report)
  const said = output.split('\n').flatMap((line) => /^\s*left out: (.*)$/.exec(line)?.[1]?.trim() ?? [])
  const crashed = counted.failed === 0 && (code !== 0 || counted.passed === 0)
  const failed = counted.failed + (crashed ? 1 : 0)
  sayEnded(name, failed === 0, startedAt)
  if (!shown && failed > 0) console.log(output.trimEnd())
  if (crashed) console.log(`✗ ${name}: ${code === 0 ? 'no test ran' : `the runner ended with code ${code}`}`)
  const times = report === null ? [] : reader.times(report)
  return { passed: counted.passed, failed, leftOut: [...counted.leftOut, ...said], times }
}

const vitest = [
  'vitest',
  'run',
  '--config',
  'test/vitest.config.ts',
  '--reporter=dot',
  '--reporter=json',
  '--outputFile=REPORT',
]
const ofVitest = { count: vitestCount, times: vitestTimes }
const playwright = ['playwright', 'test', '-c', 'test/e2e/playwright.config.ts', '--reporter=dot,json']
const ofPlaywright = { count: playwrightCount, times: playwrightTimes }

/** Everything that `npm test` and `npm run check` are made of, by the name that `--only` takes. */
export const steps = {
  types: () => check('types', ['tsc', '-b']),
  lint: () => check('lint', ['biome', 'ci', '--error-on-warnings', '--colors=off']),
  unused: () => check('unused code and dependencies', ['knip']),
  workflows: () => check('workflows and named scripts', ['node', 'test/tools/check-workflows.ts']),
  layers: () => tests('layer rules', [...vitest, 'test/architecture.test.ts'], ofVitest, { shown: false }),
  build: () => check('build', ['electron-vite', 'build']),
  unit: () => tests('unit and integration', vitest, ofVitest),
  e2e: () => tests('end-to-end', playwright, ofPlaywright),
}
export type Step = keyof typeof steps

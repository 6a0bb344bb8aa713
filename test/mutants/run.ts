// npm run test:mutants [-- --only WORDS]: puts one deliberate bug after another into a copy of the tree and runs the
// tests that must fail. Prints one line of JSON at the end; exits with 1 when a bug survives or the tests fail without
// a bug.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Mutant, mutants } from './mutants.ts'

const root = join(import.meta.dirname, '../..')
const copied = ['src', 'test', 'resources', 'package.json', 'tsconfig.json', 'electron.vite.config.ts']
/** A mutant that hangs has been noticed too. */
const LIMIT_MS = 180_000

const reportSchema = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** The outcome of a run of tests. */
interface Outcome {
  readonly passed: number
  /** The full name of the first failed test; null when all passed. */
  readonly firstFailure: string | null
}

function runTests(tree: string, files: readonly string[]): Outcome {
  const report = join(tree, 'report.json')
  rmSync(report, { force: true })
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const options = ['--config', 'test/vitest.config.ts', '--bail=1', '--reporter=json', `--outputFile=${report}`]
  const run = spawnSync(process.execPath, [vitest, 'run', ...options, ...files], {
    cwd: tree,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  })
  if (run.signal !== null) return { passed: 0, firstFailure: 'the tests did not come to an end' }
  const { numPassedTests, testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
  const failed = testResults.flatMap((it) => it.assertionResults).find(({ status }) => status === 'failed')
  const broken = testResults.some(({ status }) => status === 'failed') ? 'a test file could not be loaded' : null
  return { passed: numPassedTests, firstFailure: failed?.fullName ?? broken }
}

/** Applies a mutant; gives the function that removes it. Throws when its text does not occur exactly once. */
function applyMutant(tree: string, { file, find, replace, name }: Mutant): () => void {
  const path = join(tree, file)
  const original = readFileSync(path, 'utf8')
  if (original.split(find).length !== 2) throw new Error(`${name}: its text is not there exactly once in ${file}`)
  writeFileSync(
    path,
    original.replace(find, () => replace),
  )
  return () => writeFileSync(path, original)
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const chosen = mutants.filter(({ name }) => name.includes(values.only))
if (chosen.length === 0) {
  console.error(`No mutant is called ${values.only}.`)
  process.exit(2)
}
const tree = mkdtempSync(join(tmpdir(), 'once-mutants-'))
process.once('SIGINT', () => process.exit(130))
process.once('exit', () => rmSync(tree, { recursive: true, force: true }))
for (const name of copied) cpSync(join(root, name), join(tree, name), { recursive: true })
mkdirSync(join(tree, 'out'))
symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction')

const started = Date.now()
const files = [...new Set(chosen.flatMap(({ tests }) => tests))]
const baseline = runTests(tree, files)
if (baseline.firstFailure !== null) {
  console.error(`Without any bug this test fails already: ${baseline.firstFailure}`)
  process.exit(1)
}
console.log(`${baseline.passed} tests in ${files.length} files pass without a bug.`)

const survivors: string[] = []
for (const mutant of chosen) {
  const removeMutant = applyMutant(tree, mutant)
  const { firstFailure } = runTests(tree, mutant.tests)
  removeMutant()
  if (firstFailure === null) survivors.push(mutant.name)
  console.log(
    `${firstFailure === null ? '✗ survived' : '✓ caught'}  ${mutant.name}${firstFailure === null ? '' : `\n           by: ${firstFailure}`}`,
  )
}
const seconds = Math.round((Date.now() - started) / 1000)
console.log(JSON.stringify({ mutants: chosen.length, caught: chosen.length - survivors.length, survivors, seconds }))
process.exitCode = survivors.length === 0 ? 0 : 1

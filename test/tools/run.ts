// `npm test` runs everything, `npm run check` the checkers alone: types, lint, unused code, layer rules. The last line
// is `N passed, N failed`; each checker counts as one, each test as one. What was left out stands above it.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { type Count, playwrightCount, vitestCount } from './count.ts'

const root = join(import.meta.dirname, '../..')
const coloured = process.stdout.isTTY
const reports = join(root, 'out', 'test')
const env = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) }

/** How one program ended, and everything that it printed. */
interface Ended {
  code: number | null
  output: string
}

/** Runs a program; `shown` lets its output through as it comes. */
function run(
  command: string[],
  { shown = false, more = {} }: { shown?: boolean; more?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const [program = '', ...args] = command
  const shell = process.platform === 'win32'
  const child = spawn(program, args, { cwd: root, env: { ...env, ...more }, shell, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const [stream, terminal] of [[child.stdout, process.stdout] as const, [child.stderr, process.stderr] as const])
    stream.setEncoding('utf8').on('data', (raw: string) => {
      // Some tools colour what nobody sees on a terminal.
      const text = coloured ? raw : stripVTControlCharacters(raw)
      output += text
      if (shown) terminal.write(text)
    })
  return new Promise((resolve) => {
    child.once('error', (problem) => resolve({ code: null, output: `${program}: ${problem.message}\n` }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** One checker: silent but for its name and time when it passes, in full when it fails. */
async function check(name: string, command: string[]): Promise<Count> {
  const started = Date.now()
  const { code, output } = await run(command)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output.trimEnd())
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, leftOut: [] }
}

/** One test runner; it counts as failed when it crashed or ran nothing, whatever its report says. */
async function tests(name: string, command: string[], count: (report: unknown) => Count): Promise<Count> {
  console.log(`${name}:`)
  mkdirSync(reports, { recursive: true })
  const report = join(reports, `${name.replaceAll(' ', '-')}.json`)
  rmSync(report, { force: true })
  const { code, output } = await run(
    command.map((word) => word.replace('REPORT', report)),
    {
      shown: true,
      more: {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        ...(coloured ? { FORCE_COLOR: '1' } : {}),
      },
    },
  )
  const counted = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, leftOut: [] }
  const said = output.split('\n').flatMap((line) => /^\s*left out: (.*)$/.exec(line)?.[1]?.trim() ?? [])
  const crashed = counted.failed === 0 && (code !== 0 || counted.passed === 0)
  if (crashed) console.log(`✗ ${name}: ${code === 0 ? 'no test ran' : `the runner ended with code ${code}`}`)
  return { ...counted, failed: counted.failed + (crashed ? 1 : 0), leftOut: [...counted.leftOut, ...said] }
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

const steps = {
  types: () => check('types', ['tsc', '-b']),
  lint: () => check('lint', ['biome', 'ci', '--error-on-warnings', '--colors=off']),
  unused: () => check('unused code and dependencies', ['knip']),
  layers: () => tests('layer rules', [...vitest, 'test/architecture.test.ts'], vitestCount),
  build: () => check('build', ['electron-vite', 'build']),
  unit: () => tests('unit and integration', vitest, vitestCount),
  e2e: () =>
    tests(
      'end-to-end',
      ['playwright', 'test', '-c', 'test/e2e/playwright.config.ts', '--reporter=dot,json'],
      playwrightCount,
    ),
}
type Step = keyof typeof steps

const groups: Record<string, Step[]> = {
  everything: ['types', 'lint', 'unused', 'build', 'unit', 'e2e'],
  checkers: ['types', 'lint', 'unused', 'layers'],
}

const { values } = parseArgs({ options: { only: { type: 'string', default: 'everything' } } })
const wanted = groups[values.only] ?? values.only.split(',').filter((name): name is Step => name in steps)
if (wanted.length === 0) {
  console.error(`--only takes ${[...Object.keys(groups), ...Object.keys(steps)].join(', ')}`)
  process.exit(2)
}

const counts: Count[] = []
for (const name of wanted) {
  const buildFailed = name === 'e2e' && wanted.includes('build') && counts[wanted.indexOf('build')]?.failed
  counts.push(
    buildFailed
      ? { passed: 0, failed: 0, leftOut: ['the end-to-end tests, because the build failed'] }
      : await steps[name](),
  )
}

for (const line of new Set(counts.flatMap(({ leftOut }) => leftOut))) console.log(`left out: ${line}`)
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
console.log(`${passed} passed, ${failed} failed`)

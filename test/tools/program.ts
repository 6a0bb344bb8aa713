import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'

/** The project's own folder. */
export const root = join(import.meta.dirname, '../..')

const coloured = process.stdout.isTTY
const env = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  // Each of some five hundred starts of Node takes over what an earlier one has compiled.
  NODE_COMPILE_CACHE: join(root, 'out', 'compiled'),
  ...(coloured ? { FORCE_COLOR: '1' } : {}),
}

/** How one program ended, and everything that it printed. */
export interface Ended {
  /** Null when it could not be started, or when a signal ended it. */
  code: number | null
  output: string
}

/**
 * Runs a program from the project's folder; those of `node_modules/.bin` are found by their name.
 *
 * @param shown Whether its output also goes to the terminal as it comes.
 * @param more Added to the environment.
 */
export function run(
  command: string[],
  { shown, more = {} }: { shown: boolean; more?: NodeJS.ProcessEnv },
): Promise<Ended> {
  const [program = '', ...args] = command
  const shell = process.platform === 'win32'
  const child = spawn(program, args, { cwd: root, env: { ...env, ...more }, shell, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const [stream, terminal] of [[child.stdout, process.stdout] as const, [child.stderr, process.stderr] as const])
    stream.setEncoding('utf8').on('data', (raw: string) => {
      // Some tools print colours even when no terminal shows them.
      const text = coloured ? raw : stripVTControlCharacters(raw)
      output += text
      if (shown) terminal.write(text)
    })
  return new Promise((resolve) => {
    child.once('error', (problem) => resolve({ code: null, output: `${program}: ${problem.message}\n` }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

const root = join(import.meta.dirname, '../..')

/** The processes that a script starts; none of them outlives it. */
export class Children {
  readonly #alive = new Set<ChildProcess>()

  constructor() {
    process.once('exit', () => this.#stop())
    // Ctrl+C reaches the children too: they end in order, and then the script does, with their exit code.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        for (const child of this.#alive) child.kill(signal)
        if (this.#alive.size === 0) process.exit(130)
      })
  }

  /** Runs a program that the person deals with; resolves with its exit code. */
  foreground(program: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
    return this.#ended(spawn(program, args, { cwd: root, env, stdio: 'inherit' }))
  }

  /** Runs one of our tools without a word; what it printed is shown when it fails. */
  async quiet(script: string, args: string[]): Promise<number> {
    const child = fork(join(root, script), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    const printed: unknown[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => printed.push(text))
    const code = await this.#ended(child)
    if (code !== 0) process.stderr.write(printed.join(''))
    return code
  }

  /** Starts the reference central service; its address, or undefined when it did not start (it says why itself). */
  central(args: string[]): Promise<string | undefined> {
    const child = fork(join(root, 'test/central/run.ts'), args, { cwd: root })
    const ended = this.#ended(child)
    return new Promise((resolve) => {
      child.on('message', (message: { ready?: string }) => resolve(message.ready))
      void ended.then(() => resolve(undefined))
    })
  }

  #stop(): void {
    for (const child of this.#alive) child.kill('SIGTERM')
  }

  #ended(child: ChildProcess): Promise<number> {
    this.#alive.add(child)
    return new Promise((resolve) => {
      child.once('error', (problem) => {
        console.error(problem.message)
        resolve(1)
      })
      child.once('exit', (code) => {
        this.#alive.delete(child)
        resolve(code ?? 1)
      })
    })
  }
}

import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { constants } from 'node:os'
import type { Details, ForkOptions, UtilityProcess } from 'electron'
import { lacking } from './lacking.ts'

const parentPort = new URL('./parent-port.ts', import.meta.url)

/** How a utility process ended badly, as `app` reports it in `child-process-gone`. */
type Gone = Pick<Details, 'type' | 'reason' | 'exitCode' | 'name' | 'serviceName'>

/** Electron's `utilityProcess` over Node's child processes. */
export class UtilityProcesses {
  readonly #children = new Set<ChildProcess>()
  readonly #gone: (details: Gone) => void
  readonly #forked: (serviceName: string, pid: number) => void

  constructor(gone: (details: Gone) => void, forked: (serviceName: string, pid: number) => void = () => undefined) {
    this.#gone = gone
    this.#forked = forked
    process.once('exit', () => this.killAll())
  }

  killAll(): void {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  fork(path: string, args: string[] = [], options: ForkOptions = {}): UtilityProcess {
    const { serviceName = 'Node Utility Process', env = process.env, stdio = 'inherit', cwd, execArgv = [] } = options
    if (stdio !== 'inherit' && stdio !== 'pipe' && stdio !== 'ignore')
      throw new TypeError('the host has no utilityProcess.fork with a list as stdio')
    const child = fork(path, args, {
      serialization: 'advanced',
      execArgv: ['--import', parentPort.href, ...execArgv],
      env: env as NodeJS.ProcessEnv,
      ...(cwd ? { cwd } : {}),
      stdio: ['ignore', stdio, stdio, 'ipc'],
    })
    this.#children.add(child)
    if (child.pid !== undefined) this.#forked(serviceName, child.pid)
    const forked = new Forked(child)
    child.once('exit', (code, signal) => {
      this.#children.delete(child)
      const exitCode = code ?? constants.signals[signal ?? 'SIGKILL']
      forked.emit('exit', exitCode)
      const reason = signal === null ? 'abnormal-exit' : isKill(signal) ? 'killed' : 'crashed'
      if (exitCode !== 0) this.#gone({ type: 'Utility', reason, exitCode, name: serviceName, serviceName })
    })
    return lacking<UtilityProcess>('UtilityProcess', forked)
  }
}

class Forked extends EventEmitter {
  readonly #child: ChildProcess

  constructor(child: ChildProcess) {
    super()
    this.#child = child
    child.once('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.emit('message', message))
    child.on('error', (problem) => console.error(`utility process: ${problem.message}`))
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }

  get stdout() {
    return this.#child.stdout
  }

  get stderr() {
    return this.#child.stderr
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) throw new TypeError('the host has no UtilityProcess.postMessage with ports')
    if (this.#child.connected) this.#child.send(message as object)
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

function isKill(signal: NodeJS.Signals): boolean {
  return signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP'
}

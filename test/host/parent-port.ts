import { EventEmitter } from 'node:events'
import process from 'node:process'

/** Electron's `process.parentPort` over Node's channel. A utility process loads it before its own code. */
class ParentPort extends EventEmitter {
  readonly #early: unknown[] = []

  constructor() {
    super()
    process.on('message', (data) => {
      if (!this.emit('message', { data, ports: [] })) this.#early.push(data)
    })
    // Main has ended, perhaps by SIGKILL. No process that it started may go on.
    process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
    this.on('newListener', (name) => {
      if (name === 'message') process.nextTick(() => this.#deliverEarly())
    })
  }

  postMessage(message: unknown): void {
    process.send?.(message)
  }

  start(): void {}

  pause(): never {
    throw new TypeError('the host has no process.parentPort.pause')
  }

  #deliverEarly(): void {
    for (const data of this.#early.splice(0)) this.emit('message', { data, ports: [] })
  }
}

Object.assign(process, { parentPort: new ParentPort(), type: 'utility' })

import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

/** The processes whose event loops the bench measures. */
export type LoopName = 'main' | 'engine'

/** How late an event loop was, measured every millisecond. A turn of the loop that is on time takes about 1 ms. */
export interface LoopDelay {
  readonly p99Ms: number
  readonly longestMs: number
  /** How long its thread was ready but had no processor, because other threads used them. */
  readonly waitedMs: number
}

/** Measures the event loops of a desk's processes from outside. */
export interface Loops {
  /** A module that main must import before the app. */
  readonly module: string
  /** The environment variables that main needs. */
  readonly env: NodeJS.ProcessEnv
  readonly start: () => void
  /** Resolves with the delays since `start`. */
  readonly stop: () => Promise<Readonly<Record<LoopName, LoopDelay>>>
  readonly close: () => void
}

interface Watched {
  readonly socket: Socket
  answered: (delay: LoopDelay) => void
}

/** @param folder The folder of the socket. */
export async function watchLoops(folder: string): Promise<Loops> {
  const watched = new Map<string, Watched>()
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    const watcher: Watched = { socket, answered: () => {} }
    createInterface({ input: socket }).on('line', (line) => {
      const message = JSON.parse(line) as { name: LoopName } | LoopDelay
      // An engine that started again replaces the last one.
      if ('name' in message) watched.set(message.name, watcher)
      else watcher.answered(message)
    })
  })
  const socketFile = join(folder, 'loops')
  await new Promise<void>((resolve) => server.listen(socketFile, resolve))

  const read = (name: LoopName): Promise<LoopDelay> =>
    new Promise((resolve, reject) => {
      const watcher = watched.get(name)
      if (watcher === undefined) return reject(new Error(`nobody watches the loop of the ${name}`))
      watcher.answered = resolve
      watcher.socket.write('stop\n')
    })
  return {
    module: pathToFileURL(join(import.meta.dirname, 'loop-process.ts')).href,
    env: { ONCE_BENCH_LOOPS: socketFile },
    start: () => {
      for (const { socket } of watched.values()) socket.write('start\n')
    },
    stop: async () => {
      const [main, engine] = await Promise.all([read('main'), read('engine')])
      return { main, engine }
    },
    close: () => {
      for (const { socket } of watched.values()) socket.destroy()
      server.close()
    },
  }
}

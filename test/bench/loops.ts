import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

/** The processes whose event loops are watched. */
export type LoopName = 'main' | 'engine'

/** How late an event loop was, looked at every millisecond. A turn of the loop that is on time is about 1 ms. */
export interface LoopDelay {
  readonly p99Ms: number
  readonly longestMs: number
  /** How long its thread was ready and had no processor, because others had them. */
  readonly waitedMs: number
}

/** Watches the event loops of a desk's processes from outside. */
export interface Loops {
  /** A module that main has to import before the app. */
  readonly module: string
  /** What main's environment needs. */
  readonly env: NodeJS.ProcessEnv
  readonly start: () => void
  /** What was seen since `start`. */
  readonly stop: () => Promise<Readonly<Record<LoopName, LoopDelay>>>
  readonly close: () => void
}

interface Watched {
  readonly socket: Socket
  answered: (delay: LoopDelay) => void
}

/** @param folder Where the socket lies. */
export async function watchLoops(folder: string): Promise<Loops> {
  const watched = new Map<string, Watched>()
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    const one: Watched = { socket, answered: () => {} }
    createInterface({ input: socket }).on('line', (line) => {
      const said = JSON.parse(line) as { name: LoopName } | LoopDelay
      // An engine that was started again takes the place of the last one.
      if ('name' in said) watched.set(said.name, one)
      else one.answered(said)
    })
  })
  const socketFile = join(folder, 'loops')
  await new Promise<void>((resolve) => server.listen(socketFile, resolve))

  const read = (name: LoopName): Promise<LoopDelay> =>
    new Promise((resolve, reject) => {
      const one = watched.get(name)
      if (one === undefined) return reject(new Error(`nobody watches the loop of the ${name}`))
      one.answered = resolve
      one.socket.write('stop\n')
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

import { parseArgs } from 'node:util'
import { playLive } from './demo/live.ts'
import { demoPassword, demoPeople } from './session/people.ts'
import { type Central, startCentral, UnreadableFeed } from './start.ts'

// Starts the reference central API: npm run central -- [--feed FILE] [--port P] [--live] [--seed N] [--keep NAME]

const usage = 'Usage: npm run central -- [--feed FILE] [--port P] [--live] [--seed N] [--keep NAME]'

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        feed: { type: 'string' },
        port: { type: 'string' },
        live: { type: 'boolean' },
        seed: { type: 'string' },
        keep: { type: 'string' },
      },
    })
    const port = Number(values.port ?? 4600)
    const seed = Number(values.seed ?? 1)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return fail(`--port is a number from 0 to 65535. ${usage}`)
    if (!Number.isInteger(seed)) return fail(`--seed is a whole number. ${usage}`)
    if (!/^[a-z0-9_]{1,40}$/.test(values.keep ?? 'x'))
      return fail(`--keep is a name of small letters, digits and _. ${usage}`)
    return { feed: values.feed, keep: values.keep, port, seed, live: values.live ?? false }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}. ${usage}`)
  }
}

async function start({ feed, port, seed, keep }: ReturnType<typeof readOptions>): Promise<Central> {
  try {
    return await startCentral({ feed: feed === undefined ? 'demo' : { file: feed }, port, seed, ...(keep && { keep }) })
  } catch (error) {
    if (error instanceof UnreadableFeed) return fail(error.message)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return fail(`Port ${port} is in use: choose another with --port, or --port 0 for a free one.`)
    }
    if (process.env.DATABASE_URL && error instanceof Error && 'code' in error) {
      return fail(`The PostgreSQL of DATABASE_URL cannot be used: ${error.message || error.code}.`)
    }
    throw error
  }
}

const options = readOptions()
const central = await start(options)
const stop = playLive(central, {
  clock: Date.now,
  seed: options.seed + 1_000_000,
  postEveryMs: options.live ? 3000 : undefined,
  settleAfterMs: 4000,
})
const people = demoPeople.map(({ username, role }) => `${username} (${role})`).join(', ')
console.log(`The reference central API is at ${central.url}; people: ${people}, password ${demoPassword}`)
process.send?.({ ready: central.url })

async function close(): Promise<void> {
  await stop()
  await central.close()
  process.exit(0)
}
process.once('SIGINT', close)
process.once('SIGTERM', close)
process.once('disconnect', close)

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A PostgreSQL server, and how to stop it. */
export interface Postgres {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** The folder in which Debian puts the programs of each release. */
const DEBIAN = '/usr/lib/postgresql'
const READY_WITHIN_MS = 20_000

/** There is no PostgreSQL; the message is one sentence for the person who must install it. */
export class NoPostgres extends Error {}

/**
 * Gives the server of `DATABASE_URL` when it is set. Otherwise it starts one: Debian's programs (installed by apt when
 * they are missing and this process is root), on a free port of the loopback interface, in a temporary folder. Throws
 * `NoPostgres`.
 */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const programs = findPrograms() ?? install()
  // PostgreSQL refuses to run as root; Debian's package has a user for it.
  const isRoot = process.getuid?.() === 0
  const as = (program: string, args: string[]): [string, string[]] =>
    isRoot ? ['runuser', ['-u', 'postgres', '--', join(programs, program), ...args]] : [join(programs, program), args]
  const folder = mkdtempSync(join(tmpdir(), 'once-postgres-'))
  if (isRoot) chownSync(folder, idOfPostgres('-u'), idOfPostgres('-g'))
  const options = { cwd: folder, stdio: 'ignore' as const }
  execFileSync(...as('initdb', ['-D', folder, '-U', 'once', '-A', 'trust', '-E', 'UTF8', '--no-sync']), options)
  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const server = spawn(...as('postgres', ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])]), options)
  const url = `postgresql://once@127.0.0.1:${port}/postgres`
  // The server and its folder are removed however this process ends.
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const onExit = () => {
    stopNow(as, folder)
    remove()
  }
  process.once('exit', onExit)
  await ready(url)
  return {
    url,
    stop: async () => {
      process.off('exit', onExit)
      const gone = once(server, 'exit')
      stopNow(as, folder)
      await gone
      remove()
    },
  }
}

function stopNow(as: (program: string, args: string[]) => [string, string[]], folder: string): void {
  try {
    execFileSync(...as('pg_ctl', ['stop', '-D', folder, '-m', 'immediate', '-w']), { cwd: folder, stdio: 'ignore' })
  } catch {
    // The server has ended by itself.
  }
}

function findPrograms(): string | null {
  const releases = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = releases.map((release) => join(DEBIAN, release, 'bin'))
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

function install(): string {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { stdio: 'ignore' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    try {
      execFileSync('apt-get', ['update'], quiet)
      execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], quiet)
    } catch {
      // The error is reported below.
    }
    const programs = findPrograms()
    if (programs !== null) return programs
  }
  throw new NoPostgres('The races need a PostgreSQL: set DATABASE_URL to one, or install Debian’s package postgresql.')
}

function idOfPostgres(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function ready(url: string): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(50)
    }
  }
}

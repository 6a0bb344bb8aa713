import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBooking, aFeed } from '../sample-data.ts'
import { readFeed } from './read-feed.ts'

let folder: string
const feed = aFeed(['booking', 'bk_1', aBooking()], ['booking', 'bk_2', aBooking()])
const lines = feed.map((change) => `${JSON.stringify(change)}\n`)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'once-feed-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function writeFeedFile(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

test('a feed is read plain and gzipped, also without the last newline and out of order', async () => {
  for (const content of [
    lines.join(''),
    lines.join('').trimEnd(),
    gzipSync(lines.join('')),
    lines.toReversed().join(''),
  ]) {
    expect(await readFeed(writeFeedFile('good', content))).toEqual({ ok: true, changes: feed })
  }
})

test.each([
  ['cut off', gzipSync(lines.join('')).subarray(0, 60), 'its gzip data is broken or cut off'],
  ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), 'it is neither gzip nor UTF-8 text'],
  ['a page', '<html>', 'line 1 is not a Change in JSON'],
  ['half a line', lines.join('').slice(0, -40), 'line 2 is not a Change in JSON'],
  ['no change', `${lines[0]}{"seq":2}\n`, 'line 2 is not a Change in JSON'],
  ['one seq twice', `${lines[1]}${lines[0]}${lines[1]}`, 'two lines have seq 2'],
  ['empty', '', 'it holds no Change'],
])('a feed file with this content is refused with one sentence: %s', async (name, content, reason) => {
  const file = writeFeedFile(name, content)
  expect(await readFeed(file)).toEqual({ ok: false, sentence: `The feed file ${file} cannot be loaded: ${reason}.` })
})

test('the command prints the reason on stderr and exits with 1', async () => {
  const missing = join(folder, 'missing')
  expect(await command(['--feed', missing])).toEqual({
    code: 1,
    stdout: '',
    stderr: `The feed file ${missing} cannot be loaded: there is no such file.\n`,
  })
  expect((await command(['--feed', folder])).stderr).toContain('it is a folder')
  expect((await command(['--port', 'x'])).stderr).toContain('--port is a number')
})

test('the command prints its address, sends it to its parent, and ends on SIGTERM', async () => {
  const child = fork(
    new URL('../run.ts', import.meta.url),
    ['--port', '0', '--feed', writeFeedFile('good', lines.join(''))],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      execArgv: [],
    },
  )
  let stdout = ''
  child.stdout?.on('data', (text) => {
    stdout += text
  })
  const { ready } = await new Promise<{ ready: string }>((resolve) =>
    child.once('message', (message) => resolve(message as { ready: string })),
  )
  expect((await fetch(`${ready}/v1/health`)).status).toBe(200)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(stdout).toBe(
    `The reference central API is at ${ready}; people: ana (agent), sam (supervisor), ada (admin), password once-demo\n`,
  )
})

function command(args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = fork(new URL('../run.ts', import.meta.url), args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    })
    const out = { stdout: '', stderr: '' }
    child.stdout?.on('data', (text) => {
      out.stdout += text
    })
    child.stderr?.on('data', (text) => {
      out.stderr += text
    })
    child.once('close', (code) => resolve({ code, ...out }))
  })
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { serveScreen } from '../../../src/main/shell/app-protocol.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

let serve: (request: Request) => Promise<Response>

beforeEach(() => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'screen'))
  writeFileSync(join(folder, 'secret.html'), 'secret')
  writeFileSync(join(folder, 'screen', 'index.html'), '<script nonce="__ONCE_NONCE__"></script>')
  writeFileSync(join(folder, 'screen', 'main.js'), 'run()')
  writeFileSync(join(folder, 'screen', 'notes.txt'), 'text')
  serve = serveScreen(join(folder, 'screen'))
})

const get = (address: string, method = 'GET') => serve(new Request(address, { method }))

test('the page carries the policy and a new nonce at each load', async () => {
  const [first, second] = [await get('app://once/'), await get('app://once/index.html')]
  const policy = first.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(await first.text()).toBe(`<script nonce="${nonce}"></script>`)
  expect(second.headers.get('content-security-policy')).not.toBe(policy)
})

test('a script has its content type, and the browser may not guess another', async () => {
  const answer = await get('app://once/main.js')
  expect(answer.headers.get('content-type')).toContain('text/javascript')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  'app://once/../secret.html',
  'app://once/%2e%2e/secret.html',
  'app://once/%2e%2e%2fsecret.html',
  'app://once/..%5csecret.html',
  'app://once/%00',
  'app://once/%ff',
  'app://other/index.html',
  'app://once/notes.txt',
  'app://once/missing.js',
])('%s is not found', async (address) => {
  expect((await get(address)).status).toBe(404)
})

test('only GET is answered', async () => {
  expect((await get('app://once/index.html', 'POST')).status).toBe(404)
})

import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { openTokenVault } from '../../../src/main/shell/token-vault.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

/** A key ring that reverses bytes, so that the test detects plain text on the disk. */
const keyRing = (backend: string, available = true) =>
  ({
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(`ring:${text}`).reverse(),
    decryptStringAsync: async (bytes: Buffer) => {
      const text = Buffer.from(bytes).reverse().toString()
      if (!text.startsWith('ring:')) throw new Error('another key ring')
      return { result: text.slice(5), shouldReEncrypt: false }
    },
  }) as unknown as SafeStorage

let file: string
beforeEach(() => {
  file = join(temporaryFolder(), 'session.bin')
})

test('with a key ring the session outlives the process, encrypted and readable for the owner only', async () => {
  const vault = await openTokenVault(keyRing('gnome_libsecret'), 'linux', file)
  await Promise.all([vault.keep('older'), vault.keep('newer')])
  expect(vault.kind).toBe('safe_storage')
  expect(readFileSync(file, 'utf8')).not.toContain('newer')
  expect(statSync(file).mode & 0o077).toBe(0)
  const reopened = await openTokenVault(keyRing('gnome_libsecret'), 'linux', file)
  expect(await reopened.read()).toBe('newer')
  await reopened.keep(null)
  expect(await reopened.read()).toBeNull()
})

test.each([
  ['basic_text', true],
  ['unknown', false],
])('on Linux with %s (available: %s) nothing is written', async (backend, available) => {
  const vault = await openTokenVault(keyRing(backend, available), 'linux', file)
  await vault.keep('tokens')
  expect(vault.kind).toBe('memory')
  expect(await vault.read()).toBe('tokens')
  expect(() => statSync(file)).toThrow('ENOENT')
})

test('a session file that the key ring cannot decrypt counts as signed out', async () => {
  writeFileSync(file, 'from another account')
  const vault = await openTokenVault(keyRing('kwallet6'), 'linux', file)
  expect(await vault.read()).toBeNull()
})

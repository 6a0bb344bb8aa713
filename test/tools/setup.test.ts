import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { expect, it } from 'vitest'

it('says and does nothing when all is there', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'setup.js')], {
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})

it.runIf(process.platform === 'linux')('fails when Electron is demanded and has no display', () => {
  const env = { ...process.env, ONCE_RUN_IN: 'electron', DISPLAY: '', WAYLAND_DISPLAY: '' }
  const script = join(import.meta.dirname, 'setup.js')
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', env })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'setup: ONCE_RUN_IN demands Electron, but there is no display.\n',
  })
})

it('says what npm said, and that it failed, when the lock is no good', () => {
  const folder = mkdtempSync(join(tmpdir(), 'once-setup-'))
  try {
    for (const file of ['tools/setup.js', 'host/installed.js']) {
      mkdirSync(dirname(join(folder, 'test', file)), { recursive: true })
      copyFileSync(join(import.meta.dirname, '..', file), join(folder, 'test', file))
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module", "dependencies": { "x": "1.0.0" } }')
    writeFileSync(join(folder, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": {} }')
    const env = { ...process.env, npm_config_offline: 'true' }
    const script = join(folder, 'test', 'tools', 'setup.js')
    const { status, stderr } = spawnSync(process.execPath, [script, '--no-browser'], { encoding: 'utf8', env })
    expect(status).toBe(1)
    expect(stderr.trim().split('\n').at(-1)).toBe('setup: npm ci failed: exit code 1.')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

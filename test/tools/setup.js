// Installs what is missing before any other script runs: `node test/tools/setup.js [--no-browser]`. Plain JavaScript on
// Node's own modules, for any Node from 18 on. Says one line for each thing it does, and nothing when all is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { downloadElectron, findChromium, findElectron, hasDisplay } from '../host/installed.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')

installPackages()
if (!process.argv.includes('--no-browser')) installBrowser()

function installPackages() {
  if (packagesAreWhole()) return
  const started = Date.now()
  const usual = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  if (npmMajor() >= 11) run('npm ci', npm([...usual]), root)
  else {
    // Older npm does not know `allowScripts` and would compile better-sqlite3, which needs no compiling.
    run('npm ci', npm([...usual, '--ignore-scripts']), root)
    run('the install script of node', [process.execPath, 'installArchSpecificPackage.js'], join(modules, 'node'))
    // npm links a package's program only where it is there already.
    run('npm rebuild node', npm(['rebuild', 'node', '--ignore-scripts', '--loglevel=error']), root)
  }
  say(`installed the packages of package-lock.json (npm ci, ${seconds(started)})`)
}

/** npm writes what it installed into node_modules: every package of our lock must be there in its version. */
function packagesAreWhole() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(modules, '.package-lock.json'))
  if (!present || !wanted || !existsSync(join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')))
    return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  )
}

/**
 * The packages of a lock file, or undefined where there is none.
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

function npmMajor() {
  const told = /npm\/(\d+)/.exec(process.env.npm_config_user_agent ?? '')?.[1]
  if (told) return Number(told)
  const [program = '', ...args] = npm(['--version'])
  const shell = process.platform === 'win32' && program === 'npm'
  return Number.parseInt(spawnSync(program, args, { encoding: 'utf8', shell }).stdout, 10)
}

/**
 * The command line for npm: the one that runs us, else the one on the path.
 * @param {string[]} args
 */
function npm(args) {
  const own = process.env.npm_execpath
  return own?.endsWith('.js') ? [process.execPath, own, ...args] : ['npm', ...args]
}

/** Electron's program shows the desk where there is a screen; Chromium does everywhere else. */
function installBrowser() {
  const demanded = process.env.ONCE_RUN_IN
  const isElectron = demanded === 'electron'
  if (demanded !== 'host' && hasDisplay() && (findElectron() || downloadElectron(isElectron))) return
  if (isElectron)
    fail(
      `ONCE_RUN_IN demands Electron, but ${hasDisplay() ? 'its program cannot be downloaded' : 'there is no display'}.`,
    )
  if (findChromium()) return
  const isDebian = existsSync('/etc/debian_version')
  if (!isDebian || process.getuid?.() !== 0) {
    fail(
      isDebian
        ? 'Chromium is missing: install it with `sudo apt-get install chromium`, then run this again.'
        : 'A browser is missing: install Chromium or Google Chrome (or name one in CHROMIUM), then run this again.',
    )
  }
  const started = Date.now()
  run('apt-get update', ['apt-get', 'update', '-qq'], root)
  const packages = ['chromium', ...(hasFonts() ? [] : ['fonts-dejavu-core'])]
  run('apt-get install', ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], root)
  if (!findChromium()) fail('apt-get installed chromium, but no Chromium can be found; name one in CHROMIUM.')
  say(`installed ${packages.join(' and ')} (apt-get, ${seconds(started)})`)
}

function hasFonts() {
  return existsSync('/usr/share/fonts/truetype')
}

/**
 * Runs a command silently; when it fails, what it printed is shown and that is the end. On Windows npm is a script, which
 * only a shell starts; a program by its path goes without one, since a shell would split the path at its spaces.
 * @param {string} name
 * @param {string[]} command
 * @param {string} cwd
 */
function run(name, [program = '', ...args], cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32' && program === 'npm',
  })
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  fail(`${name} failed: ${error?.message ?? `exit code ${status}`}.`)
}

/** @param {string} line */
function say(line) {
  console.log(`setup: ${line}`)
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(`setup: ${sentence}`)
  process.exit(1)
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`
}

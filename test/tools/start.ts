// `npm start`: builds, starts the reference central service with demo data (unless ONCE_CENTRAL_URL names another one)
// and opens the desk. Without a screen it walks one call from search to confirmed refund instead, as `npm run tour` does.
import process from 'node:process'
import { findElectron, hasDisplay } from '../host/installed.js'
import { wayToRun } from '../host/way.ts'
import { Children } from './children.ts'
import { surroundings } from './demo.ts'

process.exitCode = await start(new Children())
process.exit()

/** Resolves with the exit code. */
async function start(children: Children): Promise<number> {
  const [built, around] = await Promise.all([
    children.quiet('node_modules/electron-vite/bin/electron-vite.js', ['build']),
    surroundings(children),
  ])
  if (built !== 0 || !around) return built || 1
  if (!hasDisplay()) {
    console.log("There is no screen here: the desk runs headless in the system's Chromium and walks through one call.")
    const tour = ['test/tour/run.ts', '--central', around.centralUrl, ...process.argv.slice(2)]
    return children.foreground(process.execPath, tour)
  }
  const electron = wayToRun() === 'electron' ? findElectron() : undefined
  if (!electron) return children.foreground(process.execPath, ['test/host/run.ts', '.'], around.env)
  console.log('Once runs in Electron.')
  return children.foreground(electron, ['.'], around.env)
}

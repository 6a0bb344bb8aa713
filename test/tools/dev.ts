// `npm run dev`: the desk in development. electron-vite serves the screen with hot reload and builds main and preload
// again as they change; where Electron's program is missing it starts the host in its place. Arguments go to
// electron-vite: `npm run dev -- --sourcemap --inspect 9230`.
import { join } from 'node:path'
import process from 'node:process'
import { wayToRun } from '../host/launch.ts'
import { Children } from './children.ts'
import { surroundings } from './demo.ts'

process.exitCode = await develop(new Children())
process.exit()

/** Resolves with the exit code. */
async function develop(children: Children): Promise<number> {
  const around = await surroundings(children)
  if (!around) return 1
  const host = wayToRun() === 'host' ? { ELECTRON_EXEC_PATH: join(import.meta.dirname, '../host/run.ts') } : {}
  const electronVite = 'node_modules/electron-vite/bin/electron-vite.js'
  return children.foreground(process.execPath, [electronVite, 'dev', '--watch', ...process.argv.slice(2)], {
    ...around.env,
    ...host,
  })
}

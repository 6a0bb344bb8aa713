import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'
import { build } from 'vite'
import { workerPrograms } from '../../electron.vite.config.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Bundles a program of the tests, because the start of drizzle from node_modules takes 0.7 s and there are a thousand
 * starts. The bundle lies three folders deep in `out/bundled/`, as `test/main/engine/` does, because working-desk.ts
 * looks for `resources/` from there.
 *
 * @param entry File of `test/`, with its folder.
 * @returns The program's file; the programs of its worker threads lie in `assets/` beside it.
 */
export async function bundle(entry: string): Promise<string> {
  const outDir = join(root, 'out', 'bundled', `${basename(entry, '.ts')}-${process.pid}`)
  mkdirSync(outDir, { recursive: true })
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [workerPrograms],
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: join(root, 'test', entry),
      outDir,
      emitAssets: true,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'program.js' } },
    },
  })
  return join(outDir, 'program.js')
}

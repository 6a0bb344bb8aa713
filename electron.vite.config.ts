import { basename, dirname, join } from 'node:path/posix'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { contract } from './src/shared/contract.ts'

/**
 * Bundles the programs of worker threads. The sources name such a program as plain Node finds it, because the tests run the
 * sources as they are: `new URL('./name-worker.ts', import.meta.url)`. electron-vite's own `?nodeWorker` works in neither
 * place: plain Node does not know it, and electron-vite leaves it out of a `?modulePath` program, which the engine is.
 */
export const workerPrograms: Plugin = {
  name: 'once:worker-programs',
  enforce: 'pre',
  transform(code, importer) {
    return code.replace(/new URL\('(\..+-worker\.ts)', import\.meta\.url\)/g, (_, path: string) => {
      const file = join(dirname(importer), path)
      const reference = this.emitFile({ type: 'chunk', id: file, name: basename(file, '.ts') })
      return `import.meta.ROLLUP_FILE_URL_${reference}`
    })
  },
  resolveFileUrl: ({ relativePath }) => `new URL('./${relativePath}', import.meta.url)`,
  generateBundle(_, bundle) {
    // electron-vite takes the first chunk for the program that `?modulePath` names, so a worker's chunk becomes an asset.
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || !file.facadeModuleId?.endsWith('-worker.ts')) continue
      delete bundle[file.fileName]
      this.emitFile({ type: 'asset', fileName: file.fileName, source: file.code })
    }
  },
}

export default defineConfig({
  main: {
    plugins: [workerPrograms],
    build: {
      // Bundled, drizzle starts in 50 ms instead of 700, and zod and bloom-filters take 20 MB less of the two processes; better-sqlite3 is
      // native and stays outside.
      externalizeDeps: { exclude: ['drizzle-orm', 'zod', 'bloom-filters'] },
    },
  },
  preload: {
    // The sandboxed preload knows the names only; schemas stay in main.
    define: { __CHANNEL_NAMES__: JSON.stringify(Object.keys(contract)) },
    build: { rollupOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } } },
  },
  renderer: {
    plugins: [react()],
    // Replaced by a fresh nonce at each load (src/main/shell/app-protocol.ts).
    html: { cspNonce: '__ONCE_NONCE__' },
    build: { assetsInlineLimit: 0 },
  },
})

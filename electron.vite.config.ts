import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { contract } from './src/shared/contract.ts'

export default defineConfig({
  main: {
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

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  cacheDir: '../node_modules/.vite',
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    // One process for many files, in each of two: a fresh one for each file took a third of the time. No test changes what
    // the next file finds: none mocks a module, and what is spied on is put back.
    isolate: false,
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // These end a test that hangs. They are no measure of how fast it should be: no machine is so slow.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    restoreMocks: true,
  },
})

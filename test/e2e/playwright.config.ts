import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../out/e2e',
  globalSetup: './fixture.ts',
  workers: 2,
  retries: 0,
  // These end a spec that hangs. They are no measure of how fast the desk should be: no machine is so slow.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'line',
})

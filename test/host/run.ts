#!/usr/bin/env node
import inspector from 'node:inspector'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { Control } from './control.ts'
import { createHost } from './host.ts'
import { readOptions } from './options.ts'
import { standInForElectron } from './resolve.ts'

const options = readOptions(process.argv.slice(2))
if (options.inspectPort !== null) inspector.open(options.inspectPort)
const { electron, app } = createHost(options, new Control())
console.log(`Once runs in the system's Chromium through the host (${options.headless ? 'headless' : 'in a window'}).`)

standInForElectron(electron)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit())
process.argv = [process.execPath, options.appDir, ...options.appArgs]
Object.assign(process, { type: 'browser' })
try {
  await import(pathToFileURL(app.main).href)
  app.start()
} catch (problem) {
  // An app that refuses to start throws a plain Error with a sentence. Anything else is a bug, and its stack is needed.
  console.error(problem instanceof Error && problem.constructor === Error ? problem.message : problem)
  app.exit(1)
}

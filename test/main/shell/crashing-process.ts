import { endOnUncaught } from '../../../src/main/shell/crash.ts'
import { openLog } from '../../../src/main/shell/log.ts'

// A process that ends in the way of its second argument, with the desk's own crash hooks and log.
const [folder = '', how = ''] = process.argv.slice(2)
const log = openLog(folder, () => Date.UTC(2026, 1, 28, 20, 15))
endOnUncaught(process, log, () => process.exit(1))

const error = Object.assign(new Error('Davey Jones, davey.jones@example.org, 4111 1111 1111 1111'), { code: 'E_TEST' })
if (how === 'exception') {
  setImmediate(() => {
    throw error
  })
}
if (how === 'rejection') void Promise.reject(error)
setImmediate(() => log({ level: 'info', scope: 'test', message: 'went on after the crash' }))

import process from 'node:process'
import { expectOk, openSignedIn, submit } from '../working-desk.ts'

/**
 * A desk that gets killed: `node sending-process.ts URL FOLDER [STEP]`. It submits one refund of `c-1`, sends the key
 * to its parent after the receipt, and sends the refund. The parent kills it, or it kills itself by SIGKILL when the
 * engine reports that it has reached STEP.
 */
const [, , url = '', folder = '', dieAt = ''] = process.argv
const at = await openSignedIn({
  url,
  folder,
  chargeIds: ['c-1'],
  reached: (step) => {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL')
  },
})
at.outbox.start()
const { key } = expectOk(submit(at, 'c-1'))
process.send?.(key)
await at.time.flowUntil(() => at.row(key).state === 'confirmed')

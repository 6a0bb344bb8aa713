import process from 'node:process'
import { expectOk, openSignedIn, submit } from '../working-desk.ts'

/**
 * The desk that dies: `node sending-process.ts URL FOLDER [STEP]`. It submits one refund of `c-1`, tells its parent the key
 * (what it tells was promised), and sends it. Its parent kills it, or it ends itself by SIGKILL where the engine says that
 * it has come to that step.
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

import process from 'node:process'
import { addCharge, expectOk, openDesk, submit } from '../main/working-desk.ts'

// The desk that dies: `node dying-process.js URL FOLDER STEP`. It submits one refund of `c-1`, sends it, and ends itself by
// SIGKILL where the engine says that it has come to that step. Whatever was told to its parent was promised.
const [, , url = '', folder = '', dieAt = ''] = process.argv
const at = openDesk({
  url,
  folder,
  reached: (step) => {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL')
  },
})
addCharge(at.copy, 'c-1')
expectOk(await at.session.signIn('ada', 'ada'))
at.outbox.start()
const { key } = expectOk(submit(at, 'c-1'))
process.send?.(key)
await at.time.flowUntil(() => at.row(key).state === 'confirmed')

import { addCharge, expectOk, openDesk, submit } from '../working-desk.ts'

/** The desk that `restart.test.ts` kills: `node sending-process.ts URL FOLDER`. Tells its parent the key once it is queued. */
const [, , url = '', folder = ''] = process.argv
const at = openDesk({ url, folder })
addCharge(at.copy, 'c-1')
expectOk(await at.session.signIn('ada', 'ada'))
at.outbox.start()
const { key } = expectOk(submit(at, 'c-1'))
process.send?.(key)
await at.time.flowUntil(() => at.row(key).state === 'confirmed')

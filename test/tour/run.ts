// `npm run tour`: walks one double-billing call from sign-in to the export, headless, against the reference central
// service or the one of --central; leaves numbered pictures and report.json in out/tour/.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { launchDesk, wayToRun } from '../host/launch.ts'
import { Children } from '../tools/children.ts'
import { callWitness } from './central-witness.ts'
import { walk } from './walk.ts'

const { values } = parseArgs({
  options: {
    central: { type: 'string' },
    user: { type: 'string', default: 'ana' },
    password: { type: 'string', default: 'once-demo' },
    feed: { type: 'string' },
  },
})
const root = join(import.meta.dirname, '../..')
const folder = join(root, 'out', 'tour')

process.exitCode = await tour()
process.exit()

/** Resolves to the exit code: 0 when the whole call was walked. */
async function tour(): Promise<number> {
  const children = new Children()
  const started = performance.now()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    const centralUrl = values.central?.replace(/\/+$/, '') ?? (await ownCentral(children))
    const { user: username, password } = values
    const witness = await callWitness(centralUrl, username, password)
    const call = await witness.findCall()
    if (!call)
      throw new Error('Nobody in this central service paid twice for one booking, so there is no call to walk.')
    const desk = await launchDesk({ centralUrl, headless: true, viewport: { width: 1440, height: 900 } })
    const pictures: string[] = []
    const picture = async (step: string) => {
      const name = `${String(pictures.length + 1).padStart(2, '0')}-${step}.png`
      pictures.push(name)
      await desk.page.screenshot({ path: join(folder, name) })
    }
    try {
      const walked = await walk({ desk, witness, call, username, password, folder, picture })
      const seconds = Math.round((performance.now() - started) / 100) / 10
      const report = { ...walked, way: wayToRun(), central: centralUrl, seconds, pictures }
      writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
      const { bookings, charges, groups, fillSeconds, refund } = walked
      console.log(`Filled ${bookings} bookings and ${charges} charges in ${fillSeconds} s; ${groups} groups are open.`)
      console.log(
        `Refund ${refund.reference} over ${refund.amount} ${refund.currency} is ${refund.state}, exactly once.`,
      )
      console.log(`The tour took ${seconds} s. Pictures and report.json are in out/tour/.`)
      return 0
    } catch (error) {
      await picture('stopped').catch(() => undefined)
      writeFileSync(join(folder, 'printed.txt'), `${desk.output()}\n${desk.logText()}`)
      throw error
    } finally {
      await desk.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

async function ownCentral(children: Children): Promise<string> {
  const feed = values.feed ? ['--feed', values.feed] : ['--live']
  const url = await children.central([...feed, '--port', '0'])
  if (!url) throw new Error('The reference central service did not start.')
  return url
}

import { fillCopy } from '../../../../src/main/engine/sync/fill.ts'
import { openCopies, portsOf } from './rig.ts'

/** Fills in a process of its own, which the test kills: `node fill-child.ts FOLDER URL`. Says how far it has come. */
const [folder = '', url = ''] = process.argv.slice(2)
const ports = portsOf(openCopies(folder), url)
const slow = { ...ports, giveWay: () => new Promise<void>((resolve) => setTimeout(resolve, 2)) }
const filled = await fillCopy(slow, ({ done }) => process.stdout.write(`${done}\n`), new AbortController().signal)
process.stdout.write(filled.ok ? 'whole\n' : 'failed\n')
process.exit(0)

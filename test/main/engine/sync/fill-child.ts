import { fillCopy } from '../../../../src/main/engine/sync/fill.ts'
import { openCopies, portsOf } from './rig.ts'

/** Fills in a process that the test kills: `node fill-child.ts FOLDER URL`. Prints the number of lines so far. */
const [folder = '', url = ''] = process.argv.slice(2)
const ports = portsOf(openCopies(folder), url)
const slow = { ...ports, giveWay: () => new Promise<void>((resolve) => setTimeout(resolve, 2)) }
const filled = await fillCopy(slow, ({ done }) => process.stdout.write(`${done}\n`), new AbortController().signal)
process.stdout.write(filled.ok ? 'complete\n' : 'failed\n')
process.exit(0)

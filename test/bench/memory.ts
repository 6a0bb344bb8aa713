import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoPassword } from '../central/session/people.ts'
import { startCentral } from '../central/start.ts'
import { launchDesk, wayToRun } from '../host/launch.ts'
import { type Figure, plain } from './figure.ts'
import { buildDesk, prepareDesk } from './start.ts'

/** By then the garbage of the start is collected and the copy is verified. */
const SETTLED_AFTER_MS = 10_000
const MB = 1_000_000

/**
 * Measures the memory of main and engine after a start and a first search on a store of `bookings` bookings, less the
 * memory of an empty app in the same shell. Both together may take at most 300 MB. It reads proportional set sizes, so
 * it needs /proc. The windows' own processes belong to Chromium and do not count.
 */
export async function measureMemory(bookings: number): Promise<readonly Figure[]> {
  buildDesk()
  const central = await startCentral()
  const prepared = await prepareDesk(bookings, central)
  try {
    const empty = await memoryOf({ appDir: join(import.meta.dirname, 'empty-app') }, async () => {})
    const desk = await memoryOf({ userData: prepared.folder, centralUrl: central.url }, async (page) => {
      await page.locator('input').first().waitFor()
      await page.keyboard.type('ana')
      await page.keyboard.press('Tab')
      await page.keyboard.type(demoPassword)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').first().waitFor()
      await page.keyboard.type('baba', { delay: 100 })
      await page.getByRole('option').first().waitFor()
    })
    const together = desk.main + desk.engine
    return [
      plain(
        `memory of main and engine, ${bookings} bookings, less an empty app (${wayToRun()})`,
        together - empty.main,
        'MB',
      ),
      plain('main', desk.main, 'MB'),
      plain('engine', desk.engine, 'MB'),
      plain('empty app in the same shell', empty.main, 'MB'),
    ]
  } finally {
    prepared.remove()
    await central.close()
  }
}

/** Starts an app, uses it, waits until it rests, and reads the memory of its processes in MB. */
async function memoryOf(
  options: NonNullable<Parameters<typeof launchDesk>[0]>,
  use: (page: Awaited<ReturnType<typeof launchDesk>>['page']) => Promise<void>,
): Promise<{ main: number; engine: number }> {
  const running = await launchDesk({ headless: true, ...options })
  try {
    await use(running.page)
    await sleep(SETTLED_AFTER_MS)
    const engine = childrenOf(running.pid).find((pid) => commandOf(pid).includes('engine'))
    return { main: pssOf(running.pid), engine: engine === undefined ? 0 : pssOf(engine) }
  } finally {
    await running.close()
  }
}

/** Proportional set size in MB: processes that share memory share its size. */
function pssOf(pid: number): number {
  const [, kib = '0'] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
  return (Number(kib) * 1_024) / MB
}

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' '))
    .filter((child) => child !== '')
    .map(Number)

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

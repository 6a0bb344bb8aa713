import type { Page } from 'playwright-core'
import { say } from '../../src/shared/text/index.ts'

/** One key press that changed the text in the search box. */
export interface KeyPaint {
  /** The text in the box after the key press. */
  readonly text: string
  /** The time from the key's event to the end of the frame that painted the answer to exactly this text. */
  readonly ms: number
  /** The screen painted the next key's answer instead; then `ms` ends at that paint. */
  readonly isSuperseded: boolean
  /** The time of the search in the engine, as the screen shows it, in whole milliseconds. */
  readonly searchMs: number
}

const NAME = 'key to paint'

/** Starts to measure in the page: one `performance` measure for each key. Call it once after each load. */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(inPage, { name: NAME, region: say('region.look.call'), heading: say('search.read') })
}

/** Reads the measures so far. */
export async function readPaints(page: Page): Promise<readonly KeyPaint[]> {
  return page.evaluate(
    (name) =>
      performance.getEntriesByName(name).map((entry) => {
        const { text, isSuperseded, searchMs } = (entry as PerformanceMeasure).detail
        return { text, isSuperseded, searchMs, ms: entry.duration }
      }),
    NAME,
  )
}

/** Runs in the page, so it uses nothing from outside itself. */
function inPage({ name, region, heading }: Record<'name' | 'region' | 'heading', string>): void {
  let pressedAt = 0
  let waiting: { readonly text: string; readonly start: number }[] = []
  const letters = (text: string): string => [...text.toLowerCase().replaceAll(/\s/g, '')].sort().join('')

  addEventListener('keydown', (event) => (pressedAt = event.timeStamp), { capture: true })
  addEventListener(
    'input',
    ({ target }) => {
      if (target instanceof HTMLInputElement) waiting.push({ text: target.value, start: pressedAt })
      look()
    },
    { capture: true },
  )

  const headings = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('h2, h3')]
  const took = (): number =>
    Math.max(0, ...headings().map(({ textContent }) => Number(/· (\d+) ms$/.exec(textContent)?.[1] ?? 0)))

  /**
   * Returns the letters of the text that the results answer. The screen quotes every typed word above or below the
   * results.
   */
  function answered(): string | null {
    const isRead = headings().some(({ textContent }) => textContent === heading)
    const notes = [...document.querySelectorAll(`[aria-label="${region}"] p`)].map(({ textContent }) => textContent)
    const quoted = [...notes.join(' ').matchAll(/“([^”]*)”/g)].map(([, word = '']) => word)
    return isRead || quoted.length > 0 ? letters(quoted.join('')) : null
  }

  function look(): void {
    if (waiting.length === 0) return
    const shown = answered()
    const at = waiting.findLastIndex(({ text }) => letters(text) === shown)
    if (at < 0) return
    const searchMs = took()
    const painted = waiting.slice(0, at + 1)
    waiting = waiting.slice(at + 1)
    const afterFrame = new MessageChannel()
    afterFrame.port1.onmessage = () => {
      const end = performance.now()
      for (const [index, { text, start }] of painted.entries())
        performance.measure(name, { start, end, detail: { text, isSuperseded: index < at, searchMs } })
      afterFrame.port1.close()
    }
    requestAnimationFrame(() => afterFrame.port2.postMessage(null))
  }

  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
}

import type { Page } from 'playwright-core'
import { say } from '../../src/shared/text/index.ts'

/** One key that changed the text in the search box. */
export interface KeyPaint {
  /** What stood in the box after it. */
  readonly text: string
  /** From the key's event to the end of the frame in which the answer to exactly that text was painted. */
  readonly ms: number
  /** The next key's answer was painted instead; `ms` is until then. */
  readonly isSuperseded: boolean
  /** What the search itself took in the engine, as the screen says it, in whole ms. */
  readonly searchMs: number
}

const NAME = 'key to paint'

/** Begins to measure in the page: a `performance` measure for each key. Once after each load. */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(inPage, { name: NAME, region: say('region.look.call'), heading: say('search.read') })
}

/** What was measured so far. */
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

  /** Every word that was typed stands in quotes above or below the results, so they say themselves what they answer. */
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

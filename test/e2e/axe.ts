import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Checks that the screen has no violation of accessibility rules in its present colours. */
export async function hasNoViolation(page: Page, screen: string): Promise<void> {
  // The other mode opens a page for each look, only to bring the findings of foreign frames together; there are none here.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  expect(found, screen).toEqual([])
}

/** Checks the same in dark and in light colours. */
export async function hasNoViolationInAnyLight(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await hasNoViolation(page, `${screen}, ${colorScheme}`)
  }
}

import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { test as base, expect, vi } from 'vitest'
import type { DeskAction } from '../../../src/renderer/state/desk-state.ts'
import { fillDomGaps } from './dom-gaps.ts'
import { Providers } from './providers.tsx'
import { ScriptedDesk } from './scripted-desk.ts'

// A slow machine may take its time: no test is about how long something takes.
configure({ asyncUtilTimeout: 30_000 })

export { screen, waitFor, within }

interface ScreenFixtures {
  /** What the engine answers. */
  readonly desk: ScriptedDesk
  /** Shows a part of the screen as it is after the person did these things. */
  readonly show: (part: ReactNode, ...after: readonly DeskAction[]) => void
  /** The person: keys, pointer, clipboard. */
  readonly user: UserEvent
}

/**
 * Tests of what a person sees. Besides its own assertions a test fails when React or a component complains on the console, and
 * when the screen asks the engine for something that the test has no answer for.
 */
export const test = base.extend<ScreenFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  desk: async ({}, use) => {
    const desk = new ScriptedDesk()
    await use(desk)
    expect(desk.faults).toEqual([])
  },
  show: async ({ desk }, use) => {
    const complaints = vi.spyOn(console, 'error')
    const undoGaps = fillDomGaps()
    await use((part, ...after) => {
      render(
        <Providers report={(error) => desk.faults.push(String(error))} desk={desk} after={after}>
          {part}
        </Providers>,
      )
    })
    cleanup()
    undoGaps()
    expect(complaints.mock.calls).toEqual([])
  },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  user: async ({}, use) => use(userEvent.setup({ delay: null })),
})

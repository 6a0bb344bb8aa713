import { expect, it } from 'vitest'
import { playwrightTimes, sayTheSlowest, vitestTimes } from './slowest.ts'

it('names the slowest tests of both runners, slowest first', () => {
  const unit = {
    testResults: [
      {
        name: '/somewhere/test/a.test.ts',
        assertionResults: [
          { title: 'quick', duration: 3.4 },
          { title: 'left out', duration: null },
          { title: 'slow', duration: 12_345 },
        ],
      },
    ],
  }
  const spec = (title: string, ...durations: number[]) => ({
    file: 'b.spec.ts',
    title,
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  })
  const ends = { suites: [{ specs: [spec('walk', 800)], suites: [{ specs: [spec('again', 600, 600)] }] }] }
  expect(sayTheSlowest([...vitestTimes(unit), ...playwrightTimes(ends)], 3)).toEqual([
    '   12.3 s  a.test.ts: slow',
    '    1.2 s  b.spec.ts: again',
    '    0.8 s  b.spec.ts: walk',
  ])
})

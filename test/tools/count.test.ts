import { describe, expect, it } from 'vitest'
import { playwrightCount, vitestCount } from './count.ts'

describe('the last line of npm test', () => {
  it('counts a file that could not be loaded as failed, and names what was skipped', () => {
    const ran = (status: string, fullName: string) => ({ status, fullName })
    const report = {
      testResults: [
        { name: 'a', status: 'passed', assertionResults: [ran('passed', 'one'), ran('skipped', 'two')] },
        { name: 'b', status: 'failed', assertionResults: [ran('failed', 'three'), ran('passed', 'four')] },
        { name: 'c', status: 'failed', assertionResults: [] },
      ],
    }
    expect(vitestCount(report)).toEqual({ passed: 2, failed: 2, leftOut: ['two'] })
  })

  it('counts flaky specs as failed, and an error outside of all specs as one', () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] })
    const suites = [
      { specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'flaky'), spec('c', 'skipped')] }] },
      { specs: [] },
    ]
    expect(playwrightCount({ suites, errors: [] })).toEqual({ passed: 1, failed: 1, leftOut: ['c'] })
    expect(playwrightCount({ suites: [], errors: [{}] })).toEqual({ passed: 0, failed: 1, leftOut: [] })
  })
})

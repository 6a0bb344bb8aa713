// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { FailedFace, FailureNote } from '../../../src/renderer/ui/face.tsx'
import type { Failure } from '../../../src/shared/model/index.ts'
import { say } from '../../../src/shared/text/index.ts'
import { NOW } from '../desk-samples.ts'
import { screen, test } from '../screen/screen-test.tsx'

describe('a failure', () => {
  test.for<readonly [string, Failure, string]>([
    ['without a code', { kind: 'disk_full' }, say('failure.disk_full')],
    [
      'with a known code',
      { kind: 'central_unreachable', code: 'timeout' },
      `${say('failure.central_unreachable')} ${say('problem.timeout')}`,
    ],
    ['with a code that is new', { kind: 'internal', code: 'E42' }, `${say('failure.internal')} Code E42`],
    ['that says why this person may not', { kind: 'not_allowed', code: 'own_request' }, say('problem.own_request')],
    ['of a charge in a state of its own', { kind: 'not_refundable', code: 'voided' }, say('failure.not_refundable')],
    [
      'with the next try',
      { kind: 'central_busy', retryAt: NOW + 120_000 },
      `${say('failure.central_busy')} Next try in 2 min.`,
    ],
    [
      'whose next try is overdue',
      { kind: 'central_busy', retryAt: NOW - 1 },
      `${say('failure.central_busy')} Next try now.`,
    ],
  ])('%s is one sentence', ([, failure, text], { show }) => {
    show(<FailureNote failure={failure} />)
    expect(screen.getByRole('alert').textContent).toBe(text)
  })

  test('shows nothing where there is none', ({ show }) => {
    show(<FailureNote failure={null} />)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('of a list has its title, its sentence and the way to try again', async ({ show, user }) => {
    let tries = 0
    show(<FailedFace failure={{ kind: 'store_newer' }} onRetry={() => tries++} />)
    expect(screen.getByRole('alert').textContent).toContain(`${say('common.failed')}${say('failure.store_newer')}`)
    await user.tab()
    await user.keyboard('{Enter}')
    expect(tries).toBe(1)
  })
})

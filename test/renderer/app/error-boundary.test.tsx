// @vitest-environment happy-dom
import { expect, vi } from 'vitest'
import { ErrorBoundary } from '../../../src/renderer/app/error-boundary.tsx'
import { say } from '../../../src/shared/text/index.ts'
import { screen, test } from '../screen/screen-test.tsx'

test('a view that throws is reported, and can be shown again with its key', async ({ show, user }) => {
  let isBroken = true
  const View = () => {
    if (isBroken) throw new Error('a number that cannot be written')
    return <p>whole again</p>
  }
  const report = vi.fn()
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  show(
    <ErrorBoundary report={report}>
      <View />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toContain(say('boundary.text'))
  expect(report.mock.calls.map(([error, source]) => [error.message, source])).toEqual([
    ['a number that cannot be written', 'boundary'],
  ])
  isBroken = false
  await user.keyboard('{Control>}l{/Control}')
  expect(screen.getByText('whole again')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  // React has said that it caught the fault; it has nothing else to say.
  expect(complaints.mock.calls).toHaveLength(1)
  complaints.mockClear()
})

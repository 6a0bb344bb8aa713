// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { DecisionList } from '../../../../../src/renderer/features/group/decisions/decision-list.tsx'
import type { GroupDecision } from '../../../../../src/shared/model/index.ts'
import { say } from '../../../../../src/shared/text/index.ts'
import { ARABIC_NAME, HEBREW_NAME } from '../../../desk-samples.ts'
import { aDecision } from '../../../sample.ts'
import { screen, test, within } from '../../../screen/screen-test.tsx'

const list = (decisions: readonly GroupDecision[]) => (
  <DecisionList decisions={decisions} chargeIds={['c1', 'c2']} marked={false} />
)

describe('the decisions of a group', () => {
  test('say who decided what, in which words, and whether it stands', ({ show }) => {
    show(list([aDecision({ by: { id: 'u9', name: HEBREW_NAME } })]))
    const [item] = screen.getAllByRole('listitem')
    expect(item?.textContent).toContain(say('decide.verdict.not_duplicate'))
    expect(item?.textContent).toContain(say('decide.state.standing'))
    expect(item?.textContent).toContain(`${HEBREW_NAME}, 2 h ago`)
    expect(item?.textContent).toContain('“Father and son.”')
  })

  test('keep the time behind a name that is written from right to left', ({ show }) => {
    show(list([aDecision({ by: { id: 'u9', name: ARABIC_NAME } })]))
    // Without a direction of its own the 2 would stand before the name.
    expect(screen.getByText('2 h ago').dir).toBe('ltr')
  })

  test('are two at first, and all of them on request', async ({ show, user }) => {
    const decisions = ['d1', 'd2', 'd3', 'd4'].map((id) => aDecision({ id, state: 'superseded', note: `note ${id}` }))
    show(list(decisions))
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: say('decide.earlier', { count: 2 }) }))
    expect(screen.getAllByRole('listitem')).toHaveLength(4)
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('are nothing where nobody has decided', ({ show }) => {
    show(list([]))
    expect(screen.queryByRole('heading')).toBeNull()
  })

  test('name the person whose decision stands when this desk came too late', ({ show }) => {
    show(
      list([aDecision(), aDecision({ id: null, key: 'n1', state: 'overtaken', by: { id: 'u1', name: 'Ana Silva' } })]),
    )
    const items = screen.getAllByRole('listitem')
    expect(within(items[1] as HTMLElement).getByText(say('decide.overtakenBy', { name: 'Sam Okafor' }))).toBeTruthy()
    expect(items[0]?.textContent).not.toContain('Theirs stands')
  })

  test('say why one was refused, and that one names charges that are not here', ({ show }) => {
    show(list([aDecision({ state: 'refused', problemCode: 'forbidden', chargeIds: ['c1', 'c7', 'c8'] })]))
    expect(screen.getByText(say('decide.refused', { why: say('problem.forbidden') }))).toBeTruthy()
    expect(screen.getByText(say('decide.elsewhere', { count: 2 }))).toBeTruthy()
  })
})

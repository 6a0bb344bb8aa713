// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { SignIn } from '../../../../src/renderer/features/sign-in/sign-in.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aSession } from '../../desk-samples.ts'
import { screen, test } from '../../screen/screen-test.tsx'

const signedOut = aSession({ state: 'signed_out', user: null })
const name = () => screen.getByLabelText<HTMLInputElement>(say('signIn.username'))
const password = () => screen.getByLabelText<HTMLInputElement>(say('signIn.password'))
const button = (text = say('signIn.submit')) => screen.getByRole<HTMLButtonElement>('button', { name: text })

describe('signing in', () => {
  test('starts with the focus on the name, and needs both fields', async ({ show, user }) => {
    show(<SignIn session={signedOut} onBack={null} />)
    expect(document.activeElement).toBe(name())
    await user.keyboard('ana{Enter}')
    expect(button().disabled).toBe(true)
    await user.type(password(), 'secret')
    expect(button().disabled).toBe(false)
    expect(password().type).toBe('password')
  })

  test('sends name and password once, and says that it is under way', async ({ desk, show, user }) => {
    desk.hold('session.signIn')
    show(<SignIn session={signedOut} onBack={null} />)
    await user.keyboard(' ana ')
    await user.type(password(), 'once-demo{Enter}{Enter}')
    expect(button(say('signIn.busy')).disabled).toBe(true)
    expect(desk.asked('session.signIn')).toEqual([{ username: 'ana', password: 'once-demo' }])
  })

  test.for([
    ['a wrong password', { kind: 'wrong_password' }, say('failure.wrong_password')],
    ['no network', { kind: 'central_unreachable' }, say('failure.central_unreachable')],
    [
      'an answer of a portal',
      { kind: 'central_broken', code: 'not_json' },
      `${say('failure.central_broken')} ${say('problem.not_json')}`,
    ],
    [
      'a fault of the service',
      { kind: 'central_busy', code: 'http_503' },
      `${say('failure.central_fault')} Code http_503`,
    ],
  ] as const)(
    'says why it failed with %s: the name stays, the password goes',
    async ([, failure, text], { desk, show, user }) => {
      desk.fail('session.signIn', failure)
      show(<SignIn session={signedOut} onBack={null} />)
      await user.keyboard('ana')
      await user.type(password(), 'guess{Enter}')
      expect((await screen.findByRole('alert')).textContent).toBe(text)
      expect(name().value).toBe('ana')
      expect(password().value).toBe('')
    },
  )

  test('shows the password on request only', async ({ show, user }) => {
    show(<SignIn session={signedOut} onBack={null} />)
    await user.click(screen.getByRole('button', { name: say('signIn.showPassword') }))
    expect(password().type).toBe('text')
  })

  test('says how many refunds wait for it, and that a restart asks again', ({ show }) => {
    show(<SignIn session={{ ...signedOut, waitingRefunds: 3, tokensKept: 'memory' }} onBack={null} />)
    expect(screen.getByText(say('signIn.waiting', { count: 3 }))).toBeTruthy()
    expect(screen.getByText(say('signIn.memory'))).toBeTruthy()
  })

  test('has a way back only where the desk is open offline', async ({ show, user }) => {
    let back = 0
    show(<SignIn session={aSession({ state: 'offline' })} onBack={() => back++} />)
    await user.click(button(say('signIn.back')))
    expect(back).toBe(1)
    expect(screen.queryByText(say('signIn.memory'))).toBeNull()
  })
})

import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { SessionView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { PasswordField, TextField } from '../../ui/field/text-field.tsx'
import styles from './sign-in.module.css'

interface SignInProps {
  readonly session: SessionView
  /** Leads back to the desk that works offline; null when nobody is signed in. */
  readonly onBack: (() => void) | null
}

/**
 * The sign-in form. It says how many refunds wait for their agent, and when a restart will ask for the password again.
 */
export function SignIn({ session, onBack }: SignInProps) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useTell('session.signIn')
  const ready = username.trim() !== '' && password !== '' && !signIn.busy
  return (
    <main className={styles.page}>
      <form
        className={styles.card}
        onSubmit={async (event) => {
          event.preventDefault()
          if (!ready) return
          const result = await signIn.tell({ username: username.trim(), password })
          if (!result.ok) setPassword('')
        }}
      >
        <h1 className={styles.name}>{say('app.name')}</h1>
        <p className={styles.lead}>{say('signIn.lead')}</p>
        {session.waitingRefunds > 0 ? (
          <p className={styles.waiting} role="status">
            {say('signIn.waiting', { count: session.waitingRefunds })}
          </p>
        ) : null}
        <TextField label={say('signIn.username')} value={username} onText={setUsername} autoFocus size="md" />
        <PasswordField
          label={say('signIn.password')}
          value={password}
          onText={setPassword}
          visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
          size="md"
        />
        <FailureNote failure={signIn.failure} />
        <Button look="main" size="l" wide type="submit" keyName="open" disabled={!ready}>
          {signIn.busy ? say('signIn.busy') : say('signIn.submit')}
        </Button>
        {onBack ? (
          <Button look="quiet" keyName="back" onClick={onBack}>
            {say('signIn.back')}
          </Button>
        ) : null}
        {session.tokensKept === 'memory' ? (
          <p className={styles.memory}>
            <IconLock size={16} stroke={1.7} aria-hidden="true" />
            {say('signIn.memory')}
          </p>
        ) : null}
      </form>
    </main>
  )
}

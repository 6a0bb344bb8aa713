import { IconShieldCheck } from '@tabler/icons-react'
import type { KeepGuard } from '../../../shared/rules/keep-one.ts'
import { label, say } from '../../../shared/text/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyFace } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './refund-panel.module.css'

interface GuardedFaceProps {
  readonly guard: KeepGuard
  /** Opens the form for a part as goodwill; null when no part may go. */
  readonly onPart: (() => void) | null
}

/**
 * What an agent sees instead of the form when the keep-one guard forbids the refund: why, and the way to a part as
 * goodwill.
 */
export function GuardedFace({ guard, onPart }: GuardedFaceProps) {
  useKeys('panel', { part: () => (onPart ? onPart() : false) })
  return (
    <EmptyFace icon={IconShieldCheck} title={say('guard.title')} text={label('problem', guard)}>
      {onPart ? (
        <Button keyName="part" onClick={onPart}>
          {say('guard.part')}
        </Button>
      ) : null}
    </EmptyFace>
  )
}

/** A note above the form: what the keep-one guard says against this refund. */
export function GuardNote({ guard }: { readonly guard: KeepGuard }) {
  return (
    <p className={styles.warning}>
      <IconShieldCheck size={16} stroke={1.8} aria-hidden="true" />
      {label('problem', guard)}
    </p>
  )
}

import { IconShieldCheck } from '@tabler/icons-react'
import type { KeepGuard } from '../../../shared/rules/keep-one.ts'
import { label, say } from '../../../shared/text/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyFace } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'

interface KeepsPaidProps {
  readonly guard: KeepGuard
  /** To the form for a part as goodwill; null where nothing may go. */
  readonly onPart: (() => void) | null
}

/** Stands where the form would, for a charge that an agent is not offered to give back. */
export function KeepsPaid({ guard, onPart }: KeepsPaidProps) {
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

import { IconCheck, IconCopy } from '@tabler/icons-react'
import { say } from '../../../shared/text/index.ts'
import { useCopy } from '../../bridge/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './intent-card.module.css'

/** The code to read to the caller, and to copy. */
export function CopyReference({ reference }: { readonly reference: string }) {
  const { copied, take } = useCopy()
  const copy = () => void take(reference)
  useKeys('panel', { copy })
  const Icon = copied ? IconCheck : IconCopy
  return (
    <div className={styles.reference}>
      <span>
        <span className={styles.soft}>{say('refund.reference')}</span> <code>{reference}</code>
      </span>
      <Button keyName="copy" onClick={copy}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('refund.copy')}</span>
      </Button>
    </div>
  )
}

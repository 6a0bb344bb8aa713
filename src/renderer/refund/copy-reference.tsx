import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { say } from '../../preload/text/index.ts'
import { useTell } from '../desk.tsx'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import styles from './intent-card.module.css'

/** How long the button says that it copied, in ms. */
const SAID_MS = 2_000

/** The code to read to the caller, and to copy. */
export function CopyReference({ reference }: { readonly reference: string }) {
  const copy = useTell('app.copy')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const take = async () => {
    const result = await copy.tell({ text: reference })
    setCopied(result.ok)
  }
  useKeys('panel', { copy: () => void take() })
  const Icon = copied ? IconCheck : IconCopy
  return (
    <div className={styles.reference}>
      <span>
        <span className={styles.soft}>{say('refund.reference')}</span> <code>{reference}</code>
      </span>
      <Button keyName="copy" onClick={() => void take()}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('refund.copy')}</span>
      </Button>
    </div>
  )
}

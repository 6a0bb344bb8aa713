import { IconCheck, IconCopy } from '@tabler/icons-react'
import { say } from '../../../shared/text/index.ts'
import { useCopy } from '../../bridge/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './say-this.module.css'

interface SayThisProps {
  readonly sentence: string
  /** Its key works, as the cursor is in this group. */
  readonly current: boolean
}

/** The sentence to say to the caller, as it is to be said; one key copies it. */
export function SayThis({ sentence, current }: SayThisProps) {
  const { copied, take } = useCopy()
  useKeys('region', { words: () => void take(sentence) }, current)
  const Icon = copied ? IconCheck : IconCopy
  return (
    <blockquote className={styles.say} aria-label={say('group.say')}>
      <p className={styles.words}>{sentence}</p>
      <Button look="quiet" {...(current ? { keyName: 'words' as const } : {})} onClick={() => void take(sentence)}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('group.copySay')}</span>
      </Button>
    </blockquote>
  )
}

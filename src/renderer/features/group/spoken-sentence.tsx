import { IconCheck, IconCopy } from '@tabler/icons-react'
import { say } from '../../../shared/text/index.ts'
import { useCopy } from '../../bridge/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './spoken-sentence.module.css'

interface SpokenSentenceProps {
  readonly sentence: string
  /** True when the keys of a group are about this one. */
  readonly current: boolean
}

/** The sentence to say to the caller, word for word; one key copies it. */
export function SpokenSentence({ sentence, current }: SpokenSentenceProps) {
  const { copied, copy } = useCopy()
  useKeys('region', { words: () => void copy(sentence) }, current)
  const Icon = copied ? IconCheck : IconCopy
  return (
    <blockquote className={styles.say} aria-label={say('group.say')}>
      <p className={styles.words}>{sentence}</p>
      <Button look="quiet" {...(current ? { keyName: 'words' as const } : {})} onClick={() => void copy(sentence)}>
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        <span aria-live="polite">{copied ? say('common.copied') : say('group.copySay')}</span>
      </Button>
    </blockquote>
  )
}

import type { SearchAnswer } from '../../../shared/model/index.ts'
import { LONGEST_SEARCH } from '../../../shared/model/search.ts'
import { say } from '../../../shared/text/index.ts'
import { Heading } from '../../ui/regions.tsx'
import { readAsText } from './clue-text.ts'
import styles from './results.module.css'

interface ReadNotesProps {
  readonly answer: SearchAnswer
  /** The text in the search box. */
  readonly text: string
}

/**
 * Notes above the results: nobody matches every clue; the text is as long as a search may be; some words were not used.
 */
export function ReadNotes({ answer: { unread, people }, text }: ReadNotesProps) {
  const isPartly = people[0] !== undefined && people[0].unmatched.length > 0
  const words = unread.map((word) => say('search.typedName', { text: word })).join(', ')
  return (
    <>
      {isPartly ? <p className={styles.note}>{say('search.partly')}</p> : null}
      {text.length < LONGEST_SEARCH ? null : (
        <p className={styles.note}>{say('search.cut', { count: LONGEST_SEARCH })}</p>
      )}
      {words === '' ? null : (
        <p className={styles.note} data-unread>
          {say('search.unread', { words })}
        </p>
      )}
    </>
  )
}

/** How the search read each word. */
export function HowRead({ answer: { clues, unread } }: { readonly answer: SearchAnswer }) {
  if (clues.length === 0) return null
  return (
    <div className={styles.read}>
      <Heading>{say('search.read')}</Heading>
      {clues.map((clue, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same word may be typed twice; its place tells it apart
        <p key={index}>{readAsText(clue)}</p>
      ))}
      {unread.length === 0 ? <p>{say('search.allRead')}</p> : null}
    </div>
  )
}

import type { Clue, SearchAnswer } from '../../preload/model.ts'
import { say, word } from '../../preload/text/index.ts'
import { Heading } from '../ui/regions.tsx'
import styles from './results.module.css'

const readAs = ({ kind, text, value }: Clue): string =>
  text.toLowerCase() === value.toLowerCase()
    ? say('search.readAs', { text, kind: word('clue', kind) })
    : say('search.readAsValue', { text, kind: word('clue', kind), value })

/** How the typed words were understood, and which were not. */
export function HowRead({ answer: { clues, unread, people } }: { readonly answer: SearchAnswer }) {
  return (
    <div className={styles.read}>
      <Heading>{say('search.read')}</Heading>
      {clues.map((clue, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same word may be typed twice; its place tells it apart
        <p key={index}>{readAs(clue)}</p>
      ))}
      {people[0] !== undefined && people[0].unmatched.length > 0 ? (
        <p className={styles.unread}>{say('search.partly')}</p>
      ) : null}
      {unread.length > 0 ? (
        <p className={styles.unread}>{say('search.unread', { words: unread.map((text) => `“${text}”`).join(', ') })}</p>
      ) : (
        <p>{say('search.allRead')}</p>
      )}
    </div>
  )
}

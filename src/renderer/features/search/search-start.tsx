import { label, say } from '../../../shared/text/index.ts'
import { Heading } from '../../ui/regions.tsx'
import styles from './results.module.css'

/** One example for each kind of clue. */
const EXAMPLES = [
  ['reference', 'K3J9QX'],
  ['name', 'davey jones'],
  ['email', 'd.jones@example.org'],
  ['phone', '+353 1 555 0167'],
  ['last4', '5100'],
  ['flight', 'EI164'],
  ['date', '28 feb'],
] as const

/** What the search box accepts; shown before the person types. */
export function SearchStart() {
  return (
    <div>
      <h2 className={styles.startTitle}>{say('search.start.title')}</h2>
      <p className={styles.startText}>{say('search.start.text')}</p>
      <Heading level={3}>{say('search.try')}</Heading>
      <ul className={styles.examples}>
        {EXAMPLES.map(([kind, text]) => (
          <li key={kind} className={styles.example}>
            {label('clue', kind)} <code>{text}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

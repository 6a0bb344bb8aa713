import { Fragment } from 'react'
import type { Clue } from '../../../shared/model/index.ts'
import { markedLength } from './marked-length.ts'
import styles from './results.module.css'

interface MarkedNameProps {
  readonly name: string
  readonly matched: readonly Clue[]
}

/** A name with the letters that matched. */
export function MarkedName({ name, matched }: MarkedNameProps) {
  return name.split(' ').map((part, index) => {
    const length = markedLength(part, matched)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name have no other identity than their place
      <Fragment key={index}>
        {index > 0 ? ' ' : ''}
        {length > 0 ? <mark className={styles.mark}>{part.slice(0, length)}</mark> : null}
        {part.slice(length)}
      </Fragment>
    )
  })
}

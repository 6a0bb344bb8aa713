import { Fragment } from 'react'
import type { Clue } from '../../preload/model.ts'
import styles from './results.module.css'

const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('und')

/** How many leading letters of a part of the name a clue explains. */
export function markedLength(part: string, clues: readonly Clue[]): number {
  const own = fold(part)
  const words = clues.filter(({ kind }) => kind === 'name').flatMap(({ text, value }) => [text, value])
  const typed = words.flatMap((text) => fold(text).split(/\s+/)).filter(Boolean)
  const lengths = typed.filter((text) => own.startsWith(text)).map((text) => text.length)
  return Math.min(part.length, Math.max(0, ...lengths))
}

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

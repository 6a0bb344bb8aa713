/** The bounds of all texts with one beginning, for an index: `from` is the first of them, `to` comes after the last. */
export type Beginning = Readonly<Record<'from' | 'to', string>>

/** The last code point of Unicode: a beginning with this comes after every other text with that beginning. */
export const LAST = '\u{10ffff}'

/** The bounds of all texts that begin with `text`. */
export const beginningWith = (text: string): Beginning => ({ from: text, to: text + LAST })

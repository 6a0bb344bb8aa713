/** A key for a pair of ids, equal in either order. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

/** The two ids in a key of `pairKey`. */
export const idsOf = (key: string): string[] => key.split('\n')

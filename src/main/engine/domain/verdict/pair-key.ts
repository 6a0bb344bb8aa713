/** A key for two charges by their ids, the same in either order. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\n${b}` : `${b}\n${a}`)

/** The two ids of a key. */
export const idsOf = (key: string): string[] => key.split('\n')

/** The address of a group, the same at every desk: `once:` and the id of any of its charges. */
const ADDRESS = /^once:(\S{1,64})$/

/** The address of a group, from its id. */
export const addressOf = (groupId: string): string => `once:${groupId}`

/** The charge of an address; null for a text that is no address. */
export const chargeOfAddress = (text: string): string | null => ADDRESS.exec(text.trim())?.[1] ?? null

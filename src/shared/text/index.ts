import { en } from './en.ts'

/** The catalogue of one language: the same keys, each a sentence or its plural forms. */
type Catalogue = typeof en

/** Every sentence and word that a person may read, by name. */
export type TextKey = keyof Catalogue

type Plural = { readonly one: string; readonly other: string }

/** The names of the values in a sentence: those between braces. */
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never

type NamesOf<K extends TextKey> = Catalogue[K] extends Plural
  ? 'count' | Names<Catalogue[K]['one' | 'other']>
  : Names<Catalogue[K]>

/** The values of a sentence: none, or one for each of its names. */
type Values<K extends TextKey> = [NamesOf<K>] extends [never]
  ? readonly []
  : readonly [values: { readonly [N in NamesOf<K>]: string | number }]

const language = 'en'
const plurals = new Intl.PluralRules(language)
const numbers = new Intl.NumberFormat(language)

const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers.format(value) : value
  })

/** The sentence with this key, with its values filled in. `count` chooses the plural form. */
export const say = <K extends TextKey>(key: K, ...rest: Values<K>): string => {
  const values: Readonly<Record<string, string | number>> = rest[0] ?? {}
  const entry: string | Plural = en[key]
  if (typeof entry === 'string') return fill(entry, values)
  return fill(plurals.select(Number(values.count)) === 'one' ? entry.one : entry.other, values)
}

/** Lists of labels for values that come from outside; this build may not know a value. */
export type LabelList =
  | 'purpose'
  | 'chargeState'
  | 'refundState'
  | 'gateway'
  | 'bulkGateway'
  | 'bookingStatus'
  | 'channel'
  | 'reason'
  | 'role'
  | 'brand'
  | 'service'
  | 'problem'
  | 'kind'
  | 'clue'
  | 'how'
  | 'why'

/** The label of a value. A value without a label is shown as it is. */
export const label = (list: LabelList, value: string): string => {
  const key = `${list}.${value}`
  const entry = Object.hasOwn(en, key) ? (en as Readonly<Record<string, string | Plural>>)[key] : undefined
  return typeof entry === 'string' ? entry : value
}

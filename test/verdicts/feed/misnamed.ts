import type { Ledger } from './ledger.ts'
import { misspell, shorten } from './misspell.ts'
import { languages, type Manner, nicknames } from './names-of-the-world.ts'
import { worldName } from './people.ts'
import type { Name } from './sources.ts'
import { renamed, type Scenario, type Story } from './story.ts'

const inManner = (manner: Manner): Scenario =>
  renamed(({ dice }) => {
    const { name, variant } = worldName(dice, dice.pick(languages.filter((language) => language.manner === manner)))
    return [name, variant]
  })

const typo: Scenario = renamed((ledger) => {
  const name = ordinary(ledger)
  for (;;) {
    const variant = misspell(ledger.dice, name)
    // Ann for Anne may be another person, so it does not count as a typing error.
    if (variant.given === name.given || !ledger.people.isGivenName(variant.given)) return [name, variant]
  }
})

const nickname: Scenario = renamed((ledger) => {
  const [given = '', ...short] = ledger.dice.pick(nicknames).split('|')
  const surname = ledger.people.surname()
  return [
    { given, surname },
    { given: ledger.dice.pick(short), surname },
  ]
})

/** Spanish and married double surnames, with one part left out. */
const halfSurname: Scenario = renamed((ledger) => {
  const [a, b] = [ledger.people.surname(), ledger.people.surname()]
  const given = ledger.people.given()
  return [
    { given, surname: `${a}${ledger.dice.pick([' ', '-'])}${b}` },
    { given, surname: a },
  ]
})

/** A name of the data whose parts are long enough to misspell. */
export function ordinary({ people }: Ledger): Name {
  for (;;) {
    const name = { given: people.given(), surname: people.surname() }
    if (name.given.length > 3 && name.surname.length > 3 && name.given !== name.surname) return name
  }
}

/** Duplicates of a person whose name is written differently the second time. */
export const misnamed: readonly Story[] = [
  ['typo', 200, typo],
  [
    'swapped',
    40,
    renamed((ledger) => {
      const name = ordinary(ledger)
      return [name, { given: name.surname, surname: name.given }]
    }),
  ],
  [
    'shortened',
    50,
    renamed((ledger) => {
      const name = ordinary(ledger)
      for (;;) {
        const variant = shorten(ledger.dice, name)
        if (variant.given.length < 3 || !ledger.people.isGivenName(variant.given)) return [name, variant]
      }
    }),
  ],
  ['halfsurname', 20, halfSurname],
  ['nickname', 50, nickname],
  ['accent', 50, inManner('accent')],
  ['script', 25, inManner('script')],
  ['romanised', 25, inManner('romanised')],
  ['particle', 30, inManner('particle')],
]

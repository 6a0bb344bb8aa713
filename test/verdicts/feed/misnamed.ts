import type { Ledger } from './ledger.ts'
import { misspell, shorten } from './misspell.ts'
import { languages, type Manner, nicknames } from './names-of-the-world.ts'
import { worldName } from './people.ts'
import type { Name } from './sources.ts'
import { renamed, type Story, type Tell } from './story.ts'

const inManner = (manner: Manner): Tell =>
  renamed(({ dice }) => {
    const { name, otherwise } = worldName(dice, dice.pick(languages.filter((language) => language.manner === manner)))
    return [name, otherwise]
  })

const typo: Tell = renamed((ledger) => {
  const name = ordinary(ledger)
  for (;;) {
    const otherwise = misspell(ledger.dice, name)
    // Ann for Anne may be somebody else: that is no honest typing error.
    if (otherwise.given === name.given || !ledger.people.isGivenName(otherwise.given)) return [name, otherwise]
  }
})

const nickname: Tell = renamed((ledger) => {
  const [given = '', ...short] = ledger.dice.pick(nicknames).split('|')
  const surname = ledger.people.surname()
  return [
    { given, surname },
    { given: ledger.dice.pick(short), surname },
  ]
})

/** Spanish and married double surnames, of which one is left out. */
const halfSurname: Tell = renamed((ledger) => {
  const [a, b] = [ledger.people.surname(), ledger.people.surname()]
  const given = ledger.people.given()
  return [
    { given, surname: `${a}${ledger.dice.pick([' ', '-'])}${b}` },
    { given, surname: a },
  ]
})

/** A name of the data with parts long enough to be misspelt. */
export function ordinary({ people }: Ledger): Name {
  for (;;) {
    const name = { given: people.given(), surname: people.surname() }
    if (name.given.length > 3 && name.surname.length > 3 && name.given !== name.surname) return name
  }
}

/** Doubles of somebody whose name is written otherwise the second time. */
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
        const otherwise = shorten(ledger.dice, name)
        if (otherwise.given.length < 3 || !ledger.people.isGivenName(otherwise.given)) return [name, otherwise]
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

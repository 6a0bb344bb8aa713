import type { Dice } from '../../central/demo/dice.ts'
import type { Name } from './sources.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
/** The keys of a keyboard's rows: a wrong letter is mostly a neighbour. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** One typing error in a word: a letter left out, put in, replaced, or two of them swapped. */
export function misspellWord(dice: Dice, word: string): string {
  for (;;) {
    const at = dice.int(0, word.length - 1)
    const [head, here, tail] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
    const written = [
      head + tail,
      head + here + dice.pick([...letters]) + tail,
      head + here + here + tail,
      head + neighbour(dice, here) + tail,
      head + tail.charAt(0) + here + tail.slice(1),
    ]
    const result = dice.pick(written)
    if (result.toLowerCase() !== word.toLowerCase() && result.length > 1) return capitalised(result)
  }
}

/** One typing error in a name, now and then one in each part. */
export function misspell(dice: Dice, name: Name): Name {
  const both = dice.chance(0.12)
  const inGiven = both || dice.chance(0.45)
  return {
    given: inGiven ? misspellWord(dice, name.given) : name.given,
    surname: both || !inGiven ? misspellWord(dice, name.surname) : name.surname,
  }
}

/** Written shorter, or with more than its bearer usually gives: an initial, a cut, a middle name, a title. */
export function shorten(dice: Dice, { given, surname }: Name): Name {
  const initial = given.charAt(0)
  const middle = dice.pick(['James', 'Marie', 'Lee', 'Rose', 'Alan', 'Grace'])
  const ways: Name[] = [
    { given: initial, surname },
    { given: `${initial}.`, surname },
    { given: given.slice(0, Math.max(3, given.length - 3)), surname },
    { given: `${given} ${middle}`, surname },
    { given: `${given} ${middle.charAt(0)}`, surname },
    { given: `${dice.pick(['Mr', 'Mrs', 'Dr'])} ${given}`, surname },
  ]
  return dice.pick(ways.filter((way) => way.given.toLowerCase() !== given.toLowerCase()))
}

function neighbour(dice: Dice, letter: string): string {
  const row = rows.find((row) => row.includes(letter.toLowerCase()))
  const at = row?.indexOf(letter.toLowerCase()) ?? -1
  const near = [row?.charAt(at - 1), row?.charAt(at + 1)].filter((key) => key !== undefined && key !== '')
  return dice.pick(near.length > 0 ? near : [...letters]) ?? letter
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

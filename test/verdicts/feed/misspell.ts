import type { Dice } from '../../central/demo/dice.ts'
import type { Name } from './sources.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
/** The rows of a keyboard. A wrong letter is mostly a neighbour of the right one. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** Makes one typing error in a word: a letter is left out, inserted or replaced, or two letters are swapped. */
export function misspellWord(dice: Dice, word: string): string {
  for (;;) {
    const at = dice.int(0, word.length - 1)
    const [head, letter, tail] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
    const written = [
      head + tail,
      head + letter + dice.pick([...letters]) + tail,
      head + letter + letter + tail,
      head + neighbour(dice, letter) + tail,
      head + tail.charAt(0) + letter + tail.slice(1),
    ]
    const result = dice.pick(written)
    if (result.toLowerCase() !== word.toLowerCase() && result.length > 1) return capitalised(result)
  }
}

/** Makes one typing error in a name, sometimes one in each part. */
export function misspell(dice: Dice, name: Name): Name {
  const both = dice.chance(0.12)
  const inGiven = both || dice.chance(0.45)
  return {
    given: inGiven ? misspellWord(dice, name.given) : name.given,
    surname: both || !inGiven ? misspellWord(dice, name.surname) : name.surname,
  }
}

/** Writes a name shorter or longer than usual: an initial, a cut name, a middle name, a title. */
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

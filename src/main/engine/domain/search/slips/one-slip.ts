/**
 * Every text that one slip makes of this one: a letter of the alphabet added, one left out, one changed, or two
 * neighbours swapped. Each once, without the text itself. A short text has some hundred, few enough to ask an index for
 * all of them.
 */
export function oneSlipFrom(text: string, alphabet: string): string[] {
  const texts = new Set<string>()
  for (let at = 0; at <= text.length; at += 1) {
    const [before, behind] = [text.slice(0, at), text.slice(at)]
    for (const letter of alphabet) {
      texts.add(before + letter + behind)
      if (behind !== '') texts.add(before + letter + behind.slice(1))
    }
    if (behind !== '') texts.add(before + behind.slice(1))
    if (behind.length > 1) texts.add(`${before}${behind[1]}${behind[0]}${behind.slice(2)}`)
  }
  texts.delete(text)
  return [...texts]
}

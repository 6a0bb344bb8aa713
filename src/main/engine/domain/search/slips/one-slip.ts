/**
 * What one slip makes of a text: a letter of this alphabet too many, one missing, one wrong, or two neighbours exchanged. Each
 * once, without the text itself; some hundred for a short one, so that an index can be asked for all of them.
 */
export function oneSlipFrom(text: string, alphabet: string): string[] {
  const made = new Set<string>()
  for (let at = 0; at <= text.length; at += 1) {
    const [before, behind] = [text.slice(0, at), text.slice(at)]
    for (const letter of alphabet) {
      made.add(before + letter + behind)
      if (behind !== '') made.add(before + letter + behind.slice(1))
    }
    if (behind !== '') made.add(before + behind.slice(1))
    if (behind.length > 1) made.add(`${before}${behind[1]}${behind[0]}${behind.slice(2)}`)
  }
  made.delete(text)
  return [...made]
}

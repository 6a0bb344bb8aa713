/**
 * Jaro-Winkler similarity from 0 to 1. Most record-linkage tools compare names with it (Winkler 1990; a prefix of up to
 * four letters weighs 0.1 each). It is the peer of our own comparison.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0)
  const taken = new Set<number>()
  const matched = [...a].flatMap((letter, at) => {
    for (let other = Math.max(0, at - reach); other <= Math.min(b.length - 1, at + reach); other++) {
      if (b[other] !== letter || taken.has(other)) continue
      taken.add(other)
      return [letter]
    }
    return []
  })
  if (matched.length === 0) return 0
  const others = [...taken].sort((one, other) => one - other).map((at) => b[at])
  const exchanged = matched.filter((letter, at) => letter !== others[at]).length / 2
  const jaro =
    (matched.length / a.length + matched.length / b.length + (matched.length - exchanged) / matched.length) / 3
  let prefix = 0
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

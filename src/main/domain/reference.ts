const LOOK_ALIKE: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I' }
/** Every letter that can be read in two ways doubles the readings. */
const MOST_READINGS = 32

/** How else a booking reference may be read off a screen: O for 0, I for 1, and the other way round. Without the one given. */
export function otherReadings(reference: string): string[] {
  let readings = ['']
  for (const letter of reference) {
    const other = LOOK_ALIKE[letter]
    const both = other === undefined || readings.length >= MOST_READINGS ? [letter] : [letter, other]
    readings = readings.flatMap((reading) => both.map((one) => reading + one))
  }
  return readings.filter((reading) => reading !== reference)
}

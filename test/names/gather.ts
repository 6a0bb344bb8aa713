// npm run names: writes resources/names/known.json, the known given names and surnames. Run it after an update of
// faker.
import { writeFileSync } from 'node:fs'
import { gatherKnownNames } from './known-names.ts'

writeFileSync(
  new URL('../../resources/names/known.json', import.meta.url),
  `${JSON.stringify(gatherKnownNames(), null, 2)}\n`,
)

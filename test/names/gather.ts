// npm run names: writes resources/names/known.json, the given names and surnames that the world's lists know. Run it when a list's package was updated.
import { writeFileSync } from 'node:fs'
import { gatherKnownNames } from './known-names.ts'

writeFileSync(
  new URL('../../resources/names/known.json', import.meta.url),
  `${JSON.stringify(gatherKnownNames(), null, 2)}\n`,
)

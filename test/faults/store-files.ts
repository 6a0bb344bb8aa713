import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '../central/demo/dice.ts'
import type { Tally } from './tally.ts'

const STORE_FILES = ['desk.db', 'desk.db-wal', 'desk.db-shm']
/** How often, at the death of a desk, a backup is made, an old one is laid over, the database is lost. */
const BACKUP = 0.1
const LAID_OVER = 0.02
const LOST = 0.02

/** What becomes of the files of a desk that is dead; its side journal, which lies elsewhere, stays. */
export function meddle(folder: string, dice: Dice, tally: Tally): void {
  const backup = `${folder}-backup`
  if (dice.chance(BACKUP)) copyStore(folder, backup)
  else if (dice.chance(LAID_OVER) && existsSync(backup)) {
    tally.backupsLaidOver += 1
    copyStore(backup, folder)
  } else if (dice.chance(LOST)) {
    tally.databasesLost += 1
    for (const name of STORE_FILES) rmSync(join(folder, name), { force: true })
  }
}

function copyStore(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of STORE_FILES) {
    rmSync(join(to, name), { force: true })
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  }
}

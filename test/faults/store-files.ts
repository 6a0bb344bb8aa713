import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '../central/demo/dice.ts'
import type { Tally } from './tally.ts'

const STORE_FILES = ['desk.db', 'desk.db-wal', 'desk.db-shm']
/** How often a killed desk's files are backed up, replaced by an old backup, or lose the database. */
const BACKUP = 0.1
const RESTORED = 0.02
const LOST = 0.02

/** Changes the files of a killed desk at random; the side journal lies elsewhere and stays. */
export function changeFiles(folder: string, dice: Dice, tally: Tally): void {
  const backup = `${folder}-backup`
  if (dice.chance(BACKUP)) copyStore(folder, backup)
  else if (dice.chance(RESTORED) && existsSync(backup)) {
    tally.backupsRestored += 1
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

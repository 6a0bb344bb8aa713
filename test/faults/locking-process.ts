import process from 'node:process'
import Database from 'better-sqlite3'

// Locks the file of a desk for MS milliseconds, as a virus scanner does: `node locking-process.ts FILE MS`.
const [, , file = '', ms = ''] = process.argv
const lock = new Database(file)
lock.exec('BEGIN EXCLUSIVE')
process.send?.('locked')
setTimeout(() => {
  lock.exec('ROLLBACK')
  process.exit(0)
}, Number(ms))

import process from 'node:process'
import { openDatabase } from '../../src/main/engine/store/sqlite/open.ts'

// Opens a file with these migrations, as a new build does at its first start: `node migrating-process.ts FILE FOLDER`.
const [, , file = '', migrationsFolder = ''] = process.argv
process.send?.('begun')
const opened = openDatabase({ file, migrationsFolder })
process.exit(opened.ok ? 0 : 1)

import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Change, change } from '../model.ts'

/** The changes of a feed file, or one sentence about what is wrong with the file. */
export type FeedFile = { ok: true; changes: Change[] } | { ok: false; sentence: string }

/** Reads a feed file: NDJSON, plain or gzipped, with one Change in each line; gives the changes by ascending `seq`. */
export async function readFeed(file: string): Promise<FeedFile> {
  const bytes = await readFile(file).catch(reasonOf)
  if (!Buffer.isBuffer(bytes)) return refuse(file, bytes.reason)
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  const plain = zipped ? await promisify(gunzip)(bytes).catch(() => undefined) : bytes
  if (!plain) return refuse(file, 'its gzip data is broken or cut off')
  return parseLines(file, plain)
}

function reasonOf(error: NodeJS.ErrnoException): { reason: string } {
  if (error.code === 'ENOENT') return { reason: 'there is no such file' }
  if (error.code === 'EISDIR') return { reason: 'it is a folder' }
  return { reason: error.message }
}

function parseLines(file: string, plain: Buffer): FeedFile {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return refuse(file, 'it is neither gzip nor UTF-8 text')
  }
  const changes: Change[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = change.safeParse(json(line))
    if (!parsed.success) return refuse(file, `line ${index + 1} is not a Change in JSON`)
    changes.push(parsed.data)
  }
  if (changes.length === 0) return refuse(file, 'it holds no Change')
  changes.sort((a, b) => a.seq - b.seq)
  const twice = changes.find(({ seq }, index) => changes[index + 1]?.seq === seq)
  if (twice) return refuse(file, `two lines have seq ${twice.seq}`)
  return { ok: true, changes }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function refuse(file: string, reason: string): FeedFile {
  return { ok: false, sentence: `The feed file ${file} cannot be loaded: ${reason}.` }
}

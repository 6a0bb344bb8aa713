import { Buffer } from 'node:buffer'

/** The text of a whole body, or why it cannot be used: more bytes than the contract allows, or not UTF-8. */
export type BodyText = { readonly text: string } | { readonly broken: 'too_large' | 'not_utf8' }

/** The longest line of a snapshot, one Change (contract, Limits), in bytes after gunzip. */
const LINE_LIMIT_BYTES = 64 * 1024

/** Thrown by `readLines` when the stream cannot be used; `code` says why. answer.ts turns it into a Failure. */
export class BadLines extends Error {
  readonly code: 'line_too_large' | 'not_utf8'

  constructor(code: 'line_too_large' | 'not_utf8') {
    super(code)
    this.code = code
  }
}

/** Reads a body to its end as UTF-8. It stops reading as soon as there are more than `maxBytes` bytes, counted after gunzip. */
export async function readText(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<BodyText> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return { broken: 'too_large' }
    parts.push(chunk)
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) }
  } catch {
    return { broken: 'not_utf8' }
  }
}

/** Cancels an answer that nobody reads, so that its connection is free again. */
export async function letGo(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined)
}

/**
 * Splits a stream of UTF-8 into lines, in batches as they come. The last line needs no newline. Throws `BadLines` for a line above
 * 64 KiB and for bytes that are not UTF-8.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decode(decoder, chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) assertLineFits(line)
    assertLineFits(rest)
    if (lines.length > 0) yield lines
  }
  rest += decode(decoder)
  if (rest !== '') yield [rest]
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new BadLines('not_utf8')
  }
}

function assertLineFits(line: string): void {
  // A UTF-16 unit takes at most three bytes, so most lines need not be counted in bytes.
  if (line.length * 3 > LINE_LIMIT_BYTES && Buffer.byteLength(line) > LINE_LIMIT_BYTES)
    throw new BadLines('line_too_large')
}

import { z } from 'zod'
import type { Result } from '../../../../shared/model/index.ts'
import type { CentralClient } from '../http/client.ts'

// GET /v1/snapshot, or GET /v1/snapshot?after={seq} (contract, Change feed): a head, one Change a line, an end.

/** How long the central service may be silent between two pieces of its answer. */
const IDLE_MS = 30_000

/**
 * Opens a snapshot; with `after` only the lines beyond that `seq`, to go on with a fill. Fails and throws as
 * `CentralClient.getLines` does.
 *
 * @returns Batches of lines: first the head, then the changes, last the end.
 */
export function openSnapshot(
  client: Pick<CentralClient, 'getLines'>,
  after: number | null,
  signal: AbortSignal,
): Promise<Result<AsyncIterable<readonly string[]>>> {
  return client.getLines(after === null ? '/v1/snapshot' : `/v1/snapshot?after=${after}`, { signal, idleMs: IDLE_MS })
}

const headSchema = z.object({
  epoch: z.string().min(1).max(64),
  cursor: z.string().max(1_024),
  count: z.int().nonnegative(),
})

/** The first line: the epoch, the cursor to pull from afterwards, and how many changes follow in this answer. */
export type SnapshotHead = z.infer<typeof headSchema>

/** Reads the first line; null when it is no head. */
export function readSnapshotHead(line: string): SnapshotHead | null {
  return headSchema.safeParse(parseSnapshotLine(line)).data ?? null
}

const endSchema = z.object({
  end: z.literal(true),
  count: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/i),
})

/** The last line: how many changes this answer held, and the SHA-256 (hex) over their lines with their newlines. */
export type SnapshotEnd = z.infer<typeof endSchema>

/** Reads a parsed line as the end; null when it is none. */
export function readSnapshotEnd(json: object): SnapshotEnd | null {
  return endSchema.safeParse(json).data ?? null
}

/** Parses one line; null when it is not a JSON object. */
export function parseSnapshotLine(line: string): object | null {
  try {
    const json: unknown = JSON.parse(line)
    return typeof json === 'object' && json !== null ? json : null
  } catch {
    return null
  }
}

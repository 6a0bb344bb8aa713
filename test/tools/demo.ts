import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Children } from './children.ts'

/** What a desk is started with: the central service that it talks to, and its whole environment. */
export interface DeskSurroundings {
  centralUrl: string
  env: NodeJS.ProcessEnv
}

/**
 * The central service that ONCE_CENTRAL_URL names, with the person's own desk; without one the reference service with
 * demo data and a fresh desk beside it, both gone at the end: a demo has no yesterday. Undefined when it did not start.
 */
export async function surroundings(children: Children): Promise<DeskSurroundings | undefined> {
  const named = process.env.ONCE_CENTRAL_URL
  if (named) return { centralUrl: named, env: process.env }
  const centralUrl = await children.central(['--live', '--port', '0'])
  if (!centralUrl) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'once-demo-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }))
  return { centralUrl, env: { ONCE_USER_DATA: folder, ...process.env, ONCE_CENTRAL_URL: centralUrl } }
}

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** The origin of the built screen: the only one that IPC trusts, except the dev server in development. */
export const APP_ORIGIN = 'app://once'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The built HTML has this text where the nonce of each load belongs (electron.vite.config.ts writes it). */
const NONCE_MARK = '__ONCE_NONCE__'

/**
 * Answers `app://once/…` with the files of the built screen in `folder`. Each HTML page gets a new nonce and the
 * content security policy. Answers 404 for a path that leaves the folder, an unknown type of file, another host, and
 * any method but GET.
 */
export function serveScreen(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const file = request.method === 'GET' ? fileFor(folder, request.url) : null
    const contentType = file && CONTENT_TYPES[extname(file)]
    if (!file || !contentType) return notFound()
    const bytes = await readFile(file).catch(() => null)
    if (bytes === null) return notFound()
    const headers = { 'content-type': contentType, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }
    if (extname(file) !== '.html') return new Response(new Uint8Array(bytes), { headers })
    const nonce = randomBytes(16).toString('base64')
    return new Response(bytes.toString('utf8').replaceAll(NONCE_MARK, nonce), {
      headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce) },
    })
  }
}

/** The content security policy: the page loads its own files only and opens no connection. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The file of an address; null when the host is not ours or the path leaves the folder. */
function fileFor(folder: string, address: string): string | null {
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== APP_ORIGIN) return null
  const path = decodePath(url.pathname)
  if (path === null || path.includes('\0')) return null
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  return file.startsWith(folder + sep) ? file : null
}

/** The path without percent escapes; null when the escaped bytes are not UTF-8. */
function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}

/**
 * Chromium routes only addresses that it can fetch. The host therefore turns `app://once/x` into
 * `https://once.app.invalid/x` before it calls Chromium, and turns it back afterwards. `.invalid` never resolves
 * (RFC 2606), and https makes the page a secure context.
 */

/**
 * Turns `app://once/index.html` into `https://once.app.invalid/index.html`. Returns http, https, ws, wss and file
 * addresses unchanged.
 */
export function toWeb(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/i.exec(url)
  if (!parts || /^(https?|wss?|file)$/i.test(parts[1] ?? '')) return url
  return `https://${parts[2]}.${parts[1]}.invalid${parts[3] || '/'}`
}

/** Turns `https://once.app.invalid/index.html` into `app://once/index.html`. Returns any other address unchanged. */
export function toApp(url: string): string {
  const parts = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(.*)$/i.exec(url)
  return parts ? `${parts[2]}://${parts[1]}${parts[3]}` : url
}

/**
 * Chromium routes only addresses that it knows how to fetch, so `app://once/x` becomes `https://once.app.invalid/x`
 * on the way in and back again on the way out. `.invalid` never resolves (RFC 2606), and https makes it a secure context.
 */

/** `app://once/index.html` → `https://once.app.invalid/index.html`; any address that is already the web's stays. */
export function toWeb(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/i.exec(url)
  if (!parts || /^(https?|wss?|file)$/i.test(parts[1] ?? '')) return url
  return `https://${parts[2]}.${parts[1]}.invalid${parts[3] || '/'}`
}

/** `https://once.app.invalid/index.html` → `app://once/index.html`; any other address stays. */
export function toApp(url: string): string {
  const parts = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(.*)$/i.exec(url)
  return parts ? `${parts[2]}://${parts[1]}${parts[3]}` : url
}

/** The beginnings of a cell that a spreadsheet runs as a formula (OWASP, CSV Injection). */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * Writes rows as CSV text (RFC 4180: CRLF, quotes doubled). The text begins with a byte order mark, because without it
 * spreadsheets show names with accents wrongly. A cell that looks like a formula gets an apostrophe in front.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

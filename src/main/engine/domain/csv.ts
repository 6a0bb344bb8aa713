/** What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV Injection). */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * Rows as CSV text (RFC 4180: CRLF, quotes doubled). It begins with a byte order mark, because the spreadsheets that this
 * is opened in read names with accents wrongly without one. A cell that would be taken for a formula gets an apostrophe.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCsv } from '../../../../src/main/engine/domain/csv.ts'

test('the CSV follows RFC 4180: CRLF, doubled quotes, quotes around commas and line breaks, and a byte order mark first', () => {
  expect(
    writeCsv([
      ['a', 'b'],
      ['say "x"', '1,2'],
      ['two\nlines', ''],
    ]),
  ).toBe('\uFEFFa,b\r\n"say ""x""","1,2"\r\n"two\nlines",\r\n')
})

test.each(['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '=HYPERLINK("http://x","y")'])(
  '%j cannot run as a formula',
  (text) => {
    const cell = writeCsv([[text]]).slice(1, -2)
    expect(cell.replace(/^"/, '')).toMatch(/^'/)
  },
)

test('any text can be read back unchanged, apart from the added apostrophe', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = writeCsv([[text]]).slice(1, -2)
      const plain = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      expect(plain === text || plain === `'${text}`).toBe(true)
      expect(plain).not.toMatch(/^[=+\-@\t\r\n]/)
    }),
  )
})

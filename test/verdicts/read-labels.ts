import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Label } from './score.ts'

/**
 * Reads a labels file, plain or gzip: CSV with the columns `charge_id`, `verdict`, `group` and `refundable` in any
 * order.
 */
export function readLabels(file: string): Label[] {
  const bytes = readFileSync(file)
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const [head = '', ...lines] = (isGzip ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/)
  const columns = head.split(',')
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split(',')
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? ''
      return {
        chargeId: cell('charge_id'),
        verdict: cell('verdict'),
        group: cell('group'),
        refundable: cell('refundable') === 'true',
      }
    })
}

import type { Queries } from './database.ts'
import { readFeedState } from './feed/cursor.ts'

/** One layer in memory: `bits` holds `size` bits, least significant bit first; each key sets `hashes` of them. */
interface Layer {
  bits: Uint8Array
  size: number
  hashes: number
  capacity: number
  count: number
}

/** A layer in the form of the contract. */
export interface WireLayer {
  bits: number
  hashes: number
  capacity: number
  count: number
  data: string
}

/**
 * The capacity and the false positive rate of the first layer; each further layer has twice the capacity and half the
 * rate, so the sum is 0.08 %.
 */
const firstCapacity = 32_768
const firstRate = 0.0004

/**
 * The Bloom filter over every entity hash ever seen, grown by layers (Almeida et al. 2007); the table `entity` is its
 * source.
 */
export class EntityFilter {
  readonly #layers: Layer[] = []
  #lastRow = 0

  /** Adds the new rows of the table and gives the filter with the epoch and seq that it covers. */
  async read(db: Queries): Promise<{ epoch: string; seq: number; layers: WireLayer[] }> {
    const { epoch, high_water } = await readFeedState(db)
    const rows = await db.query<{ n: number; entity_hash: string }>(
      'select n, entity_hash from entity where n > $1 order by n',
      [this.#lastRow],
    )
    for (const { n, entity_hash } of rows) {
      // Two requests may read the same rows; each row is added once.
      if (n > this.#lastRow) this.#add(Buffer.from(entity_hash, 'base64'))
      this.#lastRow = Math.max(this.#lastRow, n)
    }
    if (this.#layers.length === 0) this.#grow()
    const layers = this.#layers.map(({ bits, size, hashes, capacity, count }) => {
      return { bits: size, hashes, capacity, count, data: Buffer.from(bits).toString('base64') }
    })
    return { epoch, seq: high_water, layers }
  }

  #add(digest: Buffer): void {
    const last = this.#layers.at(-1)
    const layer = last && last.count < last.capacity ? last : this.#grow()
    for (const bit of bitsOf(digest, layer)) layer.bits[bit >>> 3] = (layer.bits[bit >>> 3] ?? 0) | (1 << (bit & 7))
    layer.count += 1
  }

  #grow(): Layer {
    const depth = this.#layers.length
    const capacity = firstCapacity * 2 ** depth
    const rate = firstRate / 2 ** depth
    const size = Math.ceil((-capacity * Math.log(rate)) / Math.LN2 ** 2 / 8) * 8
    const hashes = Math.round((size / capacity) * Math.LN2)
    const layer = { bits: new Uint8Array(size / 8), size, hashes, capacity, count: 0 }
    this.#layers.push(layer)
    return layer
  }
}

/** The bits of a 32-byte digest in a layer (contract, "Entity filter"). */
export function bitsOf(digest: Uint8Array, { size, hashes }: { size: number; hashes: number }): number[] {
  const words = new DataView(digest.buffer, digest.byteOffset, digest.byteLength)
  const a = words.getUint32(0, true)
  const b = (words.getUint32(4, true) | 1) >>> 0
  return Array.from({ length: hashes }, (_, i) => ((a + Math.imul(i, b)) >>> 0) % size)
}

import { BloomFilter } from 'bloom-filters'

/** One layer of the filter, as the contract defines it and the store keeps it. */
export interface FilterLayer {
  readonly bits: number
  /** How many bits each digest sets. */
  readonly hashes: number
  /** How many digests the layer may hold before the next layer opens. */
  readonly capacity: number
  /** How many digests the layer holds. */
  readonly count: number
  /** The bits, the lowest bit of a byte first. */
  readonly bytes: Uint8Array
  /** `central`: from the central service; it never grows. `own`: made at this desk. */
  readonly origin: 'central' | 'own'
}

/**
 * A growing Bloom filter over entity digests (32 raw bytes). A miss proves that no such entity exists; a hit proves
 * nothing, and the caller asks the unique index or the central service.
 */
export interface EntityFilter {
  readonly has: (digest: Buffer) => boolean
  /** Adds a digest. A digest that is already a hit changes nothing, because every later answer stays the same. */
  readonly add: (digest: Buffer) => void
  readonly layers: () => readonly FilterLayer[]
}

/**
 * The rate of false positives that the own layers together may reach. The contract allows 0.1 % for the whole filter.
 */
const OWN_ERROR_RATE = 0.0005
/**
 * Each new layer is four times as large and has half the error rate, so that the sum stays bounded (Almeida et al.
 * 2007).
 */
const GROWTH = 4
const TIGHTENING = 0.5
const SMALLEST_CAPACITY = 65_536

/**
 * Creates a filter over these layers. It grows by adding layers of its own (Almeida et al., Scalable Bloom Filters,
 * 2007).
 *
 * @param expected How many digests will come. They all fit into the first own layer, so that a miss asks one own layer
 * only.
 */
export function createEntityFilter(layers: readonly FilterLayer[], expected = 0): EntityFilter {
  const open = layers.map(openLayer)
  const has = (digest: Buffer): boolean => open.some((layer) => layer.filter.has(digest))
  const add = (digest: Buffer): void => {
    if (has(digest)) return
    let last = open.at(-1)
    if (last === undefined || last.origin === 'central' || last.count >= last.capacity) {
      last = openLayer(nextOwnLayer(open, expected))
      open.push(last)
    }
    last.filter.add(digest)
    last.count += 1
  }
  return { has, add, layers: () => open.map(closeLayer) }
}

interface OpenLayer extends Omit<FilterLayer, 'count' | 'bytes'> {
  count: number
  readonly filter: BloomFilter
}

function nextOwnLayer(layers: readonly OpenLayer[], expected: number): FilterLayer {
  const own = layers.filter((layer) => layer.origin === 'own')
  const previous = own.at(-1)
  const capacity = previous === undefined ? Math.max(SMALLEST_CAPACITY, expected) : previous.capacity * GROWTH
  const errorRate = OWN_ERROR_RATE * (1 - TIGHTENING) * TIGHTENING ** own.length
  const bits = Math.ceil((-capacity * Math.log(errorRate)) / Math.LN2 ** 2)
  const hashes = Math.round((bits / capacity) * Math.LN2)
  return { bits, hashes, capacity, count: 0, bytes: new Uint8Array(Math.ceil(bits / 8)), origin: 'own' }
}

function openLayer({ bits, hashes, capacity, count, bytes, origin }: FilterLayer): OpenLayer {
  const filter = new DigestFilter(bits, hashes)
  filter._filter.array.set(bytes)
  return { bits, hashes, capacity, count, origin, filter }
}

const closeLayer = ({ filter, ...layer }: OpenLayer): FilterLayer => ({ ...layer, bytes: filter._filter.array })

/**
 * The Bloom filter of the package bloom-filters, with bit indexes from the digest itself (Kirsch and Mitzenmacher 2006,
 * as in the contract). The digest is random, and the package's own hashing costs forty times as much. A miss stops at
 * the first bit that is not set, which is mostly the second.
 */
class DigestFilter extends BloomFilter {
  override has(digest: Buffer): boolean {
    const [a, b, bytes] = [digest.readUInt32LE(0), digest.readUInt32LE(4) | 1, this._filter.array]
    for (let i = 0; i < this._nbHashes; i += 1) {
      const index = indexOf(a, b, i, this._size)
      if (((bytes[index >>> 3] ?? 0) & (1 << (index & 7))) === 0) return false
    }
    return true
  }

  override add(digest: Buffer): void {
    const [a, b, bytes] = [digest.readUInt32LE(0), digest.readUInt32LE(4) | 1, this._filter.array]
    for (let i = 0; i < this._nbHashes; i += 1) {
      const index = indexOf(a, b, i, this._size)
      bytes[index >>> 3] = (bytes[index >>> 3] ?? 0) | (1 << (index & 7))
    }
  }
}

/** The index of the i-th bit: `(a + i·b mod 2^32) mod bits` (contract). */
const indexOf = (a: number, b: number, i: number, bits: number): number => ((a + Math.imul(i, b)) >>> 0) % bits

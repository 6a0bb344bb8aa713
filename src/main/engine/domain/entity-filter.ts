import { BloomFilter } from 'bloom-filters'

/** One layer as the contract writes it and the store keeps it; `bytes` hold the bits, lowest bit of a byte first. */
export interface FilterLayer {
  readonly bits: number
  readonly hashes: number
  /** How many digests it may take before the next layer opens. */
  readonly capacity: number
  readonly count: number
  readonly bytes: Uint8Array
  /** `central`: read from the central service, never added to. `own`: grown here. */
  readonly origin: 'central' | 'own'
}

/** A growing Bloom filter over entity digests (32 raw bytes). "Not in it" is proof, "in it" only asks a question. */
export interface EntityFilter {
  readonly has: (digest: Buffer) => boolean
  /** Takes a digest in, unless it seems to be in already: then nothing would change for any question. */
  readonly add: (digest: Buffer) => void
  readonly layers: () => readonly FilterLayer[]
}

/** Asked of the own layers together; the contract allows the whole filter 0.1 %. */
const OWN_ERROR_RATE = 0.0005
/** Almeida et al. 2007: each layer four times as large and asked for a smaller error, so that the sum stays bounded. */
const GROWTH = 4
const TIGHTENING = 0.5
const SMALLEST_CAPACITY = 65_536

/**
 * A filter over these layers, growing by layers of its own (Almeida et al., Scalable Bloom Filters, 2007).
 *
 * @param expected How many digests are to come, so that they fit one layer and a miss asks one layer only.
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
 * bloom-filters' filter with its indexes taken from the digest itself, which is random enough already (Kirsch and
 * Mitzenmacher 2006, as the contract writes it): the library's own hashing costs forty times as much. A miss ends at its first
 * bit that is not set, mostly the second.
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

/** `(a + i·b mod 2^32) mod bits`. */
const indexOf = (a: number, b: number, i: number, bits: number): number => ((a + Math.imul(i, b)) >>> 0) % bits

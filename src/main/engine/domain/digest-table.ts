/** A table in memory from digests to numbers. It takes 16 to 32 bytes a digest. */
export interface DigestTable {
  /** The number of a digest; null when it was never added. */
  readonly find: (digest: Buffer) => number | null
  /** Adds a digest that `find` did not find, with a number from 1 to 2^32 - 1. */
  readonly add: (digest: Buffer, number: number) => void
}

/**
 * True when fewer than a quarter of the slots would stay empty. A search ends at the first empty slot, so many must be
 * empty.
 */
const isFull = (count: number, size: number): boolean => count * 4 > size * 3

/** How many 32-bit integers a slot has: a number and 64 bits of its digest. */
const SLOT = 3
const SMALLEST = 1_024

/**
 * Creates an empty hash table with open addressing. A digest is random, so 64 bits of it serve as its hash. Two digests
 * may share these bits, so `isOf` compares the whole digest.
 *
 * @param isOf True when the number belongs to the digest. The caller keeps the whole digests.
 * @param expected How many digests will come. The table doubles its size when there are more.
 */
export function createDigestTable(isOf: (number: number, digest: Buffer) => boolean, expected: number): DigestTable {
  let size = SMALLEST
  while (isFull(expected, size)) size *= 2
  let slots = new Uint32Array(size * SLOT)
  let count = 0

  function place(number: number, low: number, high: number): void {
    let at = (low % size) * SLOT
    while (slots[at] !== 0) at = (at + SLOT) % slots.length
    slots[at] = number
    slots[at + 1] = low
    slots[at + 2] = high
  }

  function double(): void {
    const before = slots
    size *= 2
    slots = new Uint32Array(size * SLOT)
    for (let at = 0; at < before.length; at += SLOT) {
      const number = before[at] ?? 0
      if (number !== 0) place(number, before[at + 1] ?? 0, before[at + 2] ?? 0)
    }
  }

  return {
    find: (digest) => {
      const [low, high] = [digest.readUInt32LE(8), digest.readUInt32LE(12)]
      for (let at = (low % size) * SLOT; ; at = (at + SLOT) % slots.length) {
        const number = slots[at] ?? 0
        if (number === 0) return null
        if (slots[at + 1] === low && slots[at + 2] === high && isOf(number, digest)) return number
      }
    },
    add: (digest, number) => {
      count += 1
      if (isFull(count, size)) double()
      place(number, digest.readUInt32LE(8), digest.readUInt32LE(12))
    },
  }
}

/** A `fetch` that counts what it hands over. */
export interface CountingFetch {
  readonly fetch: typeof globalThis.fetch
  /** Bytes of bodies that were taken out of it so far, after gunzip. */
  readonly bytes: () => number
}

/** Shows how much of an answer is read: nothing is taken out of it before somebody asks for it. */
export function countingFetch(): CountingFetch {
  let bytes = 0
  const counting = async (...args: Parameters<typeof globalThis.fetch>) => {
    const response = await fetch(...args)
    const counted = response.body?.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>(
        {
          transform(chunk, controller) {
            bytes += chunk.byteLength
            controller.enqueue(chunk)
          },
        },
        undefined,
        { highWaterMark: 0 },
      ),
    )
    return new Response(counted ?? null, response)
  }
  return { fetch: counting, bytes: () => bytes }
}

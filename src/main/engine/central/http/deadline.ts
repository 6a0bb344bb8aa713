/** A signal that aborts when its time is up or when the caller's own signal does. */
export interface Deadline {
  readonly signal: AbortSignal
  /** True when it was the time that ran out, not the caller who gave up. */
  readonly expired: () => boolean
  /** Stops the time: it is our own work that takes long now. */
  readonly pause: () => void
  /** Starts the time anew. */
  readonly touch: () => void
  /** To be called when the work is over, whatever its end. */
  readonly release: () => void
}

/** Starts a deadline of `ms` that also follows `outer`. */
export function startDeadline(ms: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  let expired = false
  const expire = () => {
    expired = true
    controller.abort()
  }
  const follow = () => controller.abort()
  let timer = setTimeout(expire, ms)
  if (outer?.aborted) follow()
  else outer?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    expired: () => expired,
    pause: () => clearTimeout(timer),
    touch: () => {
      clearTimeout(timer)
      timer = setTimeout(expire, ms)
    },
    release: () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', follow)
    },
  }
}

/** A signal that aborts when its time is up or when the caller's signal aborts. */
export interface Deadline {
  readonly signal: AbortSignal
  /** True when the time ran out; false when the caller gave up. */
  readonly expired: () => boolean
  /** Stops the time while this process works by itself. */
  readonly pause: () => void
  /** Starts the full time again. */
  readonly touch: () => void
  /** Clears timer and listener. Call it when the work is over, also when it failed. */
  readonly release: () => void
}

/** Starts a deadline of `ms` that also aborts when `outer` aborts. */
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

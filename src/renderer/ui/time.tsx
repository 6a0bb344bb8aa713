import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { exactText, relativeText } from './format/time-text.ts'

const ClockContext = createContext<number>(0)

interface ClockProviderProps {
  readonly now: () => number
  readonly children: ReactNode
}

/** Ticks once a second for everything that shows an age. */
export function ClockProvider({ now, children }: ClockProviderProps) {
  const [time, setTime] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1_000)
    return () => clearInterval(timer)
  }, [now])
  return <ClockContext value={time}>{children}</ClockContext>
}

/** The time to the second, in UTC ms. */
export const useNow = (): number => useContext(ClockContext)

/** A relative time with the exact one at hand. */
export function RelativeTime({ at }: { readonly at: number }) {
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={exactText(at)}>
      {relativeText(at, now)}
    </time>
  )
}

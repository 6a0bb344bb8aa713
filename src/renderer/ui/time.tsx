import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { exactText, relativeText } from './format/time-text.ts'

const ClockContext = createContext<number>(0)

interface ClockProviderProps {
  readonly now: () => number
  readonly children: ReactNode
}

/** Gives every component below the time, once a second. `now` returns UTC ms. */
export function ClockProvider({ now, children }: ClockProviderProps) {
  const [time, setTime] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1_000)
    return () => clearInterval(timer)
  }, [now])
  return <ClockContext value={time}>{children}</ClockContext>
}

/** The time in UTC ms, at most one second old. */
export const useNow = (): number => useContext(ClockContext)

/** A time as an age, such as `4 min ago`; the exact time is its title. `at` is UTC ms. */
export function RelativeTime({ at }: { readonly at: number }) {
  const now = useNow()
  return (
    // The direction sets it apart: behind a name that is written from right to left, its number would stand before the name.
    <time dir="ltr" dateTime={new Date(at).toISOString()} title={exactText(at)}>
      {relativeText(at, now)}
    </time>
  )
}

/** How long one test took, in ms. */
export interface Timed {
  readonly name: string
  readonly ms: number
}

interface VitestReport {
  testResults: { name: string; assertionResults: { title: string; duration?: number | null }[] }[]
}

/** The tests of vitest's JSON report, without the hooks around them. */
export function vitestTimes(report: unknown): Timed[] {
  return (report as VitestReport).testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ title, duration }) => ({ name: nameOf(file, title), ms: duration ?? 0 })),
  )
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs: { file: string; title: string; tests: { results: { duration: number }[] }[] }[]
}

/** The specs of Playwright's JSON report, with the start and the end of their desks. */
export function playwrightTimes(report: unknown): Timed[] {
  const timesOf = ({ specs, suites = [] }: PlaywrightSuite): Timed[] => [
    ...specs.map(({ file, title, tests }) => {
      const durations = tests.flatMap(({ results }) => results).map(({ duration }) => duration)
      return { name: nameOf(file, title), ms: durations.reduce((sum, ms) => sum + ms, 0) }
    }),
    ...suites.flatMap(timesOf),
  ]
  return (report as { suites: PlaywrightSuite[] }).suites.flatMap(timesOf)
}

const nameOf = (file: string, title: string): string => `${file.replace(/^.*[/\\]/, '')}: ${title}`

/** The slowest so many, slowest first, one line for each. */
export function sayTheSlowest(times: readonly Timed[], count: number): string[] {
  return times
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`)
}

/** How many checks or tests passed and failed, and the names of those that did not run. */
export interface Count {
  passed: number
  failed: number
  leftOut: string[]
}

interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

/** Counts vitest's JSON report. A file that failed outside its tests, at loading say, counts as one failure. */
export function vitestCount(report: unknown): Count {
  const files = (report as VitestReport).testResults
  const results = files.flatMap((file) => file.assertionResults)
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return {
    passed: results.filter(({ status }) => status === 'passed').length,
    failed: results.filter(({ status }) => status === 'failed').length + brokenFiles.length,
    leftOut: results.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  }
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs: { title: string; tests: { status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }[] }[]
}

/** Counts Playwright's JSON report. Flaky is failed; an error outside of any test counts as one failure. */
export function playwrightCount(report: unknown): Count {
  const { suites, errors } = report as { suites: PlaywrightSuite[]; errors: unknown[] }
  const specsOf = (suite: PlaywrightSuite): PlaywrightSuite['specs'] => [
    ...suite.specs,
    ...(suite.suites ?? []).flatMap(specsOf),
  ]
  const results = suites.flatMap(specsOf).flatMap(({ title, tests }) => tests.map(({ status }) => ({ title, status })))
  const failed = results.filter(({ status }) => status === 'unexpected' || status === 'flaky').length
  return {
    passed: results.filter(({ status }) => status === 'expected').length,
    failed: failed + (failed === 0 ? errors.length : 0),
    leftOut: results.filter(({ status }) => status === 'skipped').map(({ title }) => title),
  }
}

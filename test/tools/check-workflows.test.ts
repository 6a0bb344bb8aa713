import { describe, expect, it } from 'vitest'
import { missingScripts } from './named-scripts.ts'
import { lintWorkflow } from './workflow-lint.ts'

const pinned = 'actions/checkout@0123456789abcdef0123456789abcdef01234567 # v1.2.3'
const workflow = (steps: string, more = '') => `on: push
jobs:
  test:
    runs-on: ubuntu-latest
${more}    steps:
${steps}`

describe('the check of workflows', () => {
  it('passes a whole workflow', async () => {
    const text = workflow(`      - uses: ${pinned}\n      - run: npm test\n        if: runner.os == 'Linux'\n`)
    expect(await lintWorkflow(text)).toEqual([])
  })

  it.each([
    ['an unknown key', workflow('      - run: npm test\n        shel: bash\n'), "line 7: Unexpected value 'shel'"],
    [
      'an unknown context',
      workflow("      - run: npm test\n        if: runners.os == 'x'\n"),
      'line 7: Unrecognized named',
    ],
    ['an unknown function', workflow('      - run: npm test\n        if: failed()\n'), 'line 7: Unrecognized function'],
    ['a job that is not there', workflow('      - run: npm test\n', '    needs: build\n'), "line 5: Value 'build'"],
    ['an action by its tag', workflow('      - uses: actions/checkout@v7\n'), 'line 6: pin actions/checkout@v7 as'],
  ])('names the line of %s', async (_what, text, problem) => {
    expect(await lintWorkflow(text)).toContainEqual(expect.stringContaining(problem))
  })
})

describe('the check of named scripts', () => {
  it('names those that package.json does not have, once', () => {
    const text = 'npm start, npm test, `npm run check`, npm run test:faults -- --seed 7; npm run chekc, npm run chekc'
    const scripts = { start: '', check: '', 'test:faults': '' }
    expect(missingScripts(text, scripts)).toEqual(['test', 'chekc'])
    expect(missingScripts(text, { ...scripts, test: '', chekc: '' })).toEqual([])
  })
})

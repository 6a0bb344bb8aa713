// Fails when a workflow is wrong, or when a workflow, README.md or CONTRIBUTING.md names an npm script that package.json
// does not have. Prints a line for each problem.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { missingScripts } from './named-scripts.ts'
import { lintWorkflow } from './workflow-lint.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`)
const { scripts } = JSON.parse(read('package.json'))

for (const file of workflows) for (const problem of await lintWorkflow(read(file))) report(file, problem)
for (const file of [...workflows, 'README.md', 'CONTRIBUTING.md'])
  for (const name of missingScripts(read(file), scripts)) report(file, `package.json has no script ${name}`)

function report(file: string, problem: string): void {
  console.log(`${file}: ${problem}`)
  process.exitCode = 1
}

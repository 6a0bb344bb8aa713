import { registerHooks } from 'node:module'
import { TextDocument } from 'vscode-languageserver-textdocument'

const { validate, registerLogger } = await languageService()

/** What the language service could not check: it writes that to its log and calls the workflow good. */
const unchecked: string[] = []
registerLogger({ error: (text) => unchecked.push(text), warn() {}, info() {}, log() {} })

/** How many workflows were linted. The language service remembers what it read under an address. */
let linted = 0

/** What is wrong with a workflow of GitHub Actions, as `line N: problem`. It asks no network. */
export async function lintWorkflow(text: string): Promise<string[]> {
  linted += 1
  const document = TextDocument.create(`file:///workflow-${linted}.yml`, 'yaml', 1, text)
  const problems = (await validate(document)).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`)
  return [...problems, ...unchecked.splice(0), ...loosePins(text)]
}

/** Actions that are not pinned to a commit, or do not say which release it is. A tag can be moved to other code. */
function loosePins(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const used = /^\s*(?:- )?uses: (?!\.\/)(.*)$/.exec(line)?.[1]
    if (used === undefined || /^\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used)) return []
    return [`line ${index + 1}: pin ${used} as owner/action@<commit> # v1.2.3`]
  })
}

/** GitHub's language service. It imports its JSON without the attribute that Node asks for. */
async function languageService() {
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  })
  try {
    return await import('@actions/languageservice')
  } finally {
    hooks.deregister()
  }
}

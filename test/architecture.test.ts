import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The floors of the house, as in README's map: a file may import from its own folder and from what its row names. */
const MAY_IMPORT: ReadonlyArray<{ floor: RegExp; from: RegExp; advice: string }> = [
  {
    floor: /^src\/preload\//,
    from: /^src\/preload\//,
    advice: 'The preload is the seam: move what both sides need into it, or pass it over a channel of contract.ts.',
  },
  {
    floor: /^src\/renderer\//,
    from: /^src\/(renderer|preload)\//,
    advice: 'The screen asks through window.desk: add a channel to src/preload/contract.ts instead.',
  },
  {
    floor: /^src\/main\/domain\//,
    from: /^src\/(main\/domain\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'domain is pure: take what you need as an argument, and let the caller gather it.',
  },
  {
    floor: /^src\/main\/central\//,
    from: /^src\/(main\/(central|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'central speaks to the service and knows no store: return values, and let sync or outbox write them.',
  },
  {
    floor: /^src\/main\/store\//,
    from: /^src\/(main\/(store|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'store keeps rows and knows no network: let sync or outbox bring the values.',
  },
  {
    floor: /^src\/main\/sync\//,
    from: /^src\/(main\/(sync|store|central|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'What composes sync and outbox stands above them: wire it in src/main/engine.ts.',
  },
  {
    floor: /^src\/main\/outbox\//,
    from: /^src\/(main\/(outbox|store|central|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'What composes sync and outbox stands above them: wire it in src/main/engine.ts.',
  },
  {
    floor: /^src\/main\/desk\//,
    from: /^src\/(main\/(desk|sync|outbox|store|central|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'desk answers questions of the screen; it is wired in src/main/engine.ts.',
  },
  {
    floor: /^src\/main\/shell\//,
    from: /^src\/(main\/(shell|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'SQLite and the network never run beside the windows: ask the engine through the supervisor.',
  },
  {
    floor: /^src\/main\/engine\.ts$/,
    from: /^src\/(main\/(desk|sync|outbox|store|central|domain)\/|main\/engine-protocol\.ts|preload\/)/,
    advice: 'The engine runs without windows: electron and shell stay in main.',
  },
  {
    floor: /^src\/main\/engine-protocol\.ts$/,
    from: /^src\/preload\//,
    advice: 'The protocol is types that main and the engine share; it stands below both.',
  },
  {
    floor: /^src\/main\/index\.ts$/,
    from: /^src\/(main\/(shell|domain)\/|main\/engine(-protocol)?\.ts|preload\/)/,
    advice: 'Main boots the shell; what touches SQLite or the central service belongs to the engine.',
  },
]

/** What only certain files may touch. */
const KEEPERS: ReadonlyArray<{ what: RegExp; keepers: RegExp; advice: string }> = [
  {
    what: /from 'electron'/,
    keepers: /^src\/(main\/shell\/|main\/index\.ts|preload\/index\.ts)/,
    advice: 'electron is imported in src/main/shell (and its boot) alone: take a port as an argument.',
  },
  {
    what: /\bfetch\(|(?<!typeof )\bglobalThis\.fetch\b/,
    keepers: /^src\/main\/(central\/transport|engine)\.ts$/,
    advice: 'central/transport.ts is the sole user of fetch: it holds the deadlines, limits and the one origin.',
  },
  {
    what: /from '(better-sqlite3|drizzle-orm[^']*)'/,
    keepers: /^src\/main\/(store|sync|desk|outbox)\//,
    advice: 'SQL lives in the engine: give src/main/store a verb for what you need.',
  },
  {
    what: /ipcMain\.(handle|on)\b/,
    keepers: /^src\/main\/shell\/ipc\.ts$/,
    advice: 'shell/ipc.ts checks sender, size and schema: add a channel to contract.ts instead.',
  },
  {
    what: /(?<![.\w])(XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/,
    keepers: /^$/,
    advice: 'Nothing here opens a connection but central/transport.ts.',
  },
  {
    what: /<input\b(?![^>]*type="(?:checkbox|radio)")|<textarea\b|<(?:TextInput|Textarea|PasswordInput|NumberInput|Autocomplete|PinInput|JsonInput|TagsInput|Input)\b|contentEditable/,
    keepers: /^src\/renderer\/ui\/text-field\.tsx$/,
    advice: 'What is typed goes through a field of ui/text-field.tsx: it lets no card number out.',
  },
  {
    what: /\b(Date\.now\(\)|Math\.random\(\))/,
    keepers: /^src\/(renderer\/|main\/index\.ts)/,
    advice: 'Clock and randomness are arguments in main: take `now` or `random`.',
  },
  {
    what: /\bnew (BrowserWindow|WebContentsView|BrowserView)\(/,
    keepers: /^src\/main\/index\.ts$/,
    advice: 'shell/window.ts gives the one window its preferences: every window is sandboxed and isolated.',
  },
  {
    what: /\b(openExternal|openPath|appendSwitch|enableBlinkFeatures|experimentalFeatures|child_process)\b/,
    keepers: /^$/,
    advice:
      'The desk opens nothing outside itself, starts no program but its engine and switches no engine feature on.',
  },
  {
    what: /\bcrashReporter\b/,
    keepers: /^$/,
    advice: 'A dump holds memory, and memory holds customers: shell/crash.ts writes scrubbed text instead.',
  },
  {
    what: /import \{[^}]*\b(?:createHash|createHmac|hash)\b[^}]*\} from 'node:crypto'|subtle\.(?:digest|sign)\(/,
    keepers:
      /^src\/main\/(domain\/entity-hash|desk\/refund\/submit|sync\/fill-writer|store\/(audit|copy-files|entity-index))\.ts$/,
    advice:
      'A hash of a card number is undone in a second: only the keyed fingerprint of the central service names a card.',
  },
  {
    what: /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|certificate-error|setCertificateVerifyProc/,
    keepers: /^$/,
    advice: 'A certificate that does not hold is the end of the request: nobody may look away.',
  },
  {
    what: /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|\beval\(|\bnew Function\(/,
    keepers: /^$/,
    advice: 'Text of the central service is text: let React put it in.',
  },
]

/** What is put into SQL besides constants in capitals and bound values: names that this code chooses from its own lists. */
const CHOSEN_NAMES = [
  'src/main/store/inbox.ts: by',
  'src/main/store/inbox.ts: index',
  "src/main/store/inbox.ts: ['is_open = 1', ...conditions].join(' AND ')",
  "src/main/store/inbox.ts: ['is_open = 1', ...conditionsOf(filter)].join(' AND ')",
  'src/main/store/late-indexes.ts: name',
]

const root = resolve(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** Files of src that a file imports, from the root. */
function importsOf(file: string): string[] {
  const found = (sources.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'(\.[^'?]+)(?:\?[^']*)?'/g)
  return [...found].map(([, path = '']) => relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/'))
}

describe('the house', () => {
  test('every file stands on a floor that the rules know', () => {
    const homeless = files.filter((file) => !MAY_IMPORT.some(({ floor }) => floor.test(file)))
    expect(homeless, 'Put it on one of the floors of the README, or give the new floor its rule here.').toEqual([])
  })

  test('arrows point down only', () => {
    const breaches = files.flatMap((file) => {
      const rule = MAY_IMPORT.find(({ floor }) => floor.test(file))
      const wrong = importsOf(file).filter((target) => sources.has(target) && !rule?.from.test(target))
      return wrong.map((target) => `${file} imports ${target}. ${rule?.advice}`)
    })
    expect(breaches).toEqual([])
  })

  test('no circle', () => {
    const done = new Set<string>()
    const circles: string[] = []
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
        return
      }
      if (done.has(file)) return
      for (const next of importsOf(file)) if (sources.has(next)) walk(next, [...path, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
    expect(circles, 'Move what both need into a file below both.').toEqual([])
  })

  test.each(KEEPERS)('only its keepers touch $what', ({ what, keepers, advice }) => {
    const breaches = files.filter((file) => !keepers.test(file) && what.test(sources.get(file) ?? ''))
    expect(breaches, advice).toEqual([])
  })

  test('no value is ever written into SQL', () => {
    const statement = /(?<!sql)`[^`]*\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|WHERE)\b[^`]*`/g
    const found = files.flatMap((file) =>
      [...(sources.get(file) ?? '').matchAll(statement)]
        .flatMap(([text]) => [...text.matchAll(/\$\{([^}]*)\}/g)])
        .flatMap(([, put = '']) => (/^[A-Z][A-Z0-9_]*$/.test(put) ? [] : [`${file}: ${put}`])),
    )
    expect([...new Set(found)].sort(), 'Bind it: `?` or `@name`.').toEqual([...CHOSEN_NAMES].sort())
  })

  test('every dependency is pinned to one version, and the lock says the same', () => {
    const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'))
    const { dependencies, devDependencies } = read('package.json')
    const locked = read('package-lock.json').packages
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version)
    }
  })
})

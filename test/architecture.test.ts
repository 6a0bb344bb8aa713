import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What every process may import: values and rules without a window, a file or a network. */
const SHARED = ['src/shared/']
const DOMAIN = ['src/main/engine/domain/', ...SHARED]
const STORE = ['src/main/engine/store/', ...DOMAIN]
const CENTRAL = ['src/main/engine/central/', ...DOMAIN]
const VERDICTS = ['src/main/engine/verdicts/', ...STORE]
const UI = ['src/renderer/ui/', ...SHARED]
const BRIDGE = ['src/renderer/bridge/', ...UI]
const STATE = ['src/renderer/state/', ...BRIDGE]
const FACTS = ['src/renderer/facts/', ...STATE]
const FEATURES = ['src/renderer/features/', ...FACTS]

/** A floor of the source; a path belongs to the first floor that it begins with. */
interface Floor {
  /** A folder, or a single file. */
  readonly path: string
  /** The folders from which it may import, besides its own. */
  readonly from: readonly string[]
  readonly advice: string
}

const FLOORS: readonly Floor[] = [
  {
    path: 'src/shared/',
    from: [],
    advice: 'shared stands below every process: pass the value as an argument, or over a channel of contract.ts.',
  },
  { path: 'src/preload/', from: SHARED, advice: 'The preload exposes the contract and nothing else.' },
  {
    path: 'src/renderer/ui/',
    from: SHARED,
    advice: 'ui shows what it is given: pass the value as a property, or move the part into src/renderer/facts.',
  },
  {
    path: 'src/renderer/bridge/',
    from: UI,
    advice: 'bridge asks the engine and knows no screen: pass what it needs as an argument.',
  },
  {
    path: 'src/renderer/state/',
    from: BRIDGE,
    advice: 'state holds what the person looks at: what shows it belongs into src/renderer/features.',
  },
  {
    path: 'src/renderer/facts/',
    from: STATE,
    advice: 'facts say what several features show: what belongs to one task stays in its folder of features.',
  },
  {
    path: 'src/renderer/features/',
    from: FACTS,
    advice: 'A screen asks the engine over src/renderer/bridge: add a channel to src/shared/contract.ts instead.',
  },
  { path: 'src/renderer/app/', from: FEATURES, advice: 'The screen asks the engine over src/renderer/bridge.' },
  {
    path: 'src/renderer/main.tsx',
    from: ['src/renderer/app/', ...FEATURES],
    advice: 'The screen asks the engine over src/renderer/bridge.',
  },
  {
    path: 'src/main/engine/domain/',
    from: SHARED,
    advice: 'domain is pure: take what you need as an argument, and let the caller gather it.',
  },
  {
    path: 'src/main/engine/store/',
    from: DOMAIN,
    advice: 'store keeps rows and knows no network: let sync or outbox bring the values.',
  },
  {
    path: 'src/main/engine/central/',
    from: DOMAIN,
    advice: 'central speaks to the service and knows no store: return values, and let sync or outbox write them.',
  },
  {
    path: 'src/main/engine/verdicts/',
    from: STORE,
    advice: 'verdicts brings rows to the rules: a rule belongs into domain/verdict, an SQL statement into store.',
  },
  {
    path: 'src/main/engine/sync/',
    from: [...VERDICTS, ...CENTRAL],
    advice: 'sync knows neither outbox nor features: connect them in src/main/engine/open-desk.ts.',
  },
  {
    path: 'src/main/engine/outbox/',
    from: [...VERDICTS, ...CENTRAL],
    advice: 'outbox knows neither sync nor features: connect them in src/main/engine/open-desk.ts.',
  },
  {
    path: 'src/main/engine/features/',
    from: ['src/main/engine/sync/', 'src/main/engine/outbox/', ...VERDICTS, ...CENTRAL],
    advice: 'A feature answers one task of a person: connect features in src/main/engine/open-desk.ts.',
  },
  {
    path: 'src/main/engine/',
    from: SHARED,
    advice: 'The engine runs without windows: electron and shell stay in main.',
  },
  {
    path: 'src/main/shell/',
    from: SHARED,
    advice: 'SQLite and the network never run beside the windows: ask the engine through the supervisor.',
  },
  {
    path: 'src/main/index.ts',
    from: ['src/main/shell/', 'src/main/engine/index.ts', ...SHARED],
    advice: 'Main boots the shell: what touches SQLite or the central service belongs to the engine.',
  },
]

/** A folder with more source files than this is hard to survey. */
const MOST_FILES_IN_A_FOLDER = 15

/** Texts that only certain files may contain. */
const KEEPERS: ReadonlyArray<{ what: RegExp; keepers: RegExp; advice: string }> = [
  {
    what: /from 'electron'/,
    keepers: /^src\/(main\/shell\/|main\/index\.ts|preload\/index\.ts)/,
    advice: 'electron is imported in src/main/shell (and its boot) alone: take a port as an argument.',
  },
  {
    what: /\bfetch\(|(?<!typeof )\bglobalThis\.fetch\b/,
    keepers: /^src\/main\/engine\/(central\/http\/transport|index)\.ts$/,
    advice: 'central/http/transport.ts is the sole user of fetch: it holds the deadlines, limits and the one origin.',
  },
  {
    what: /from '(better-sqlite3|drizzle-orm[^']*)'/,
    keepers: /^src\/main\/engine\/store\//,
    advice: 'SQL lives in the engine: give src/main/engine/store a verb for what you need.',
  },
  {
    what: /ipcMain\.(handle|on)\b/,
    keepers: /^src\/main\/shell\/ipc\.ts$/,
    advice: 'shell/ipc.ts checks sender, size and schema: add a channel to contract.ts instead.',
  },
  {
    what: /(?<![.\w])(XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/,
    keepers: /^$/,
    advice: 'Nothing here opens a connection but central/http/transport.ts.',
  },
  {
    what: /<input\b(?![^>]*type="(?:checkbox|radio)")|<textarea\b|<(?:TextInput|Textarea|PasswordInput|NumberInput|Autocomplete|PinInput|JsonInput|TagsInput|Input)\b|contentEditable/,
    keepers: /^src\/renderer\/ui\/field\/text-field\.tsx$/,
    advice: 'What is typed goes through a field of ui/field/text-field.tsx: it lets no card number out.',
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
      /^src\/main\/engine\/(domain\/entity-hash|features\/refund\/submit|sync\/fill-writer|store\/(desk\/audit|copy\/copy-files|copy\/derived\/entity-index))\.ts$/,
    advice:
      'A hash of a card number can be reversed in a second: only the keyed fingerprint of the central service names a card.',
  },
  {
    what: /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|certificate-error|setCertificateVerifyProc/,
    keepers: /^$/,
    advice: 'An invalid certificate ends the request: no code may accept it.',
  },
  {
    what: /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|\beval\(|\bnew Function\(/,
    keepers: /^$/,
    advice: 'Text of the central service is text: let React put it in.',
  },
]

/**
 * Expressions that are put into SQL besides constants in capitals and bound values: names that this code chooses from
 * its own lists.
 */
const CHOSEN_NAMES = [
  'src/main/engine/store/copy/inbox.ts: by',
  'src/main/engine/store/copy/inbox.ts: index',
  "src/main/engine/store/copy/inbox.ts: ['is_open = 1', ...conditions].join(' AND ')",
  "src/main/engine/store/copy/inbox.ts: ['is_open = 1', ...conditionsOf(filter)].join(' AND ')",
  'src/main/engine/store/fill/late-indexes.ts: name',
]

const root = resolve(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** The files of src that a file imports, relative to the root. */
function importsOf(file: string): string[] {
  const found = (sources.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'(\.[^'?]+)(?:\?[^']*)?'/g)
  return [...found].map(([, path = '']) => relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/'))
}

const floorOf = (file: string): Floor | undefined => FLOORS.find(({ path }) => file.startsWith(path))

/** Every circle in a graph, as the names along it. */
function findCircles(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      circles.push([...way.slice(way.indexOf(name)), name].join(' → '))
      return
    }
    if (done.has(name)) return
    for (const next of arrows.get(name) ?? []) walk(next, [...way, name])
    done.add(name)
  }
  for (const name of arrows.keys()) walk(name, [])
  return circles
}

describe('the floors of the source', () => {
  test('every file belongs to a floor', () => {
    const homeless = files.filter((file) => floorOf(file) === undefined)
    expect(homeless, 'Put it on one of the floors of the README, or give the new floor its rule here.').toEqual([])
  })

  test('imports point down only', () => {
    const breaches = files.flatMap((file) => {
      const floor = floorOf(file)
      const allowed = floor === undefined ? [] : [floor.path, ...floor.from]
      const wrong = importsOf(file).filter(
        (target) => sources.has(target) && !allowed.some((path) => target.startsWith(path)),
      )
      return wrong.map((target) => `${file} imports ${target}. ${floor?.advice}`)
    })
    expect(breaches).toEqual([])
  })

  test('no file imports itself through other files', () => {
    const arrows = new Map(
      files.map((file) => [file, new Set(importsOf(file).filter((target) => sources.has(target)))]),
    )
    expect(findCircles(arrows), 'Move what both need into a file below both.').toEqual([])
  })

  test('no folder imports itself through other folders', () => {
    const arrows = new Map<string, Set<string>>()
    for (const file of files) {
      const folder = dirname(file)
      const targets = importsOf(file).filter((target) => sources.has(target) && dirname(target) !== folder)
      arrows.set(folder, new Set([...(arrows.get(folder) ?? []), ...targets.map((target) => dirname(target))]))
    }
    // The engine is started as a program of its own: main only names its file.
    arrows.get('src/main')?.delete('src/main/engine')
    expect(findCircles(arrows), 'Move what both need into a folder below both.').toEqual([])
  })

  test('no folder has too many files', () => {
    const counts = Map.groupBy(files, (file) => dirname(file))
    const crowded = [...counts].flatMap(([folder, members]) =>
      members.length > MOST_FILES_IN_A_FOLDER ? `${folder}: ${members.length}` : [],
    )
    expect(crowded, 'Give the files that are read together a folder of their own.').toEqual([])
  })

  test.each(KEEPERS)('only its keepers contain $what', ({ what, keepers, advice }) => {
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

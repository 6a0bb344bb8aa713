import { hasCardNumber } from '../card-guard/card-number.ts'

/**
 * Turns errors and log fields into text that can hold no customer data. The rule is an allow-list: a message is kept
 * only when its wording belongs to the JavaScript engine or to SQLite, everything else is withheld and counted.
 */

/** Messages that V8, React and SQLite write themselves and that quote identifiers at most. */
const KNOWN_MESSAGES = [
  /^Cannot (?:read|set) properties of (?:undefined|null)(?: \((?:reading|setting) '[\w$]{1,60}'\))?$/,
  /^[\w$.]{1,80} is not (?:a function|defined|iterable|a constructor)$/,
  /^Cannot access '[\w$]{1,60}' before initialization$/,
  /^Maximum call stack size exceeded$/,
  /^Assignment to constant variable\.$/,
  /^Invalid array length$/,
  /^(?:UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint failed(?:: [\w., ]{1,120})?$/,
  /^(?:database or disk is full|disk I\/O error|database is locked|file is not a database|database disk image is malformed)$/,
  /^(?:no such (?:table|column): [\w.]{1,80}|attempt to write a readonly database|unable to open database file)$/,
  /^once: [ \w.,:;'()/-]{1,200}$/,
]

/** The head of messages that go on with data of their own. */
const KNOWN_HEADS = [/^Minified React error #\d{1,4}/, /^E[A-Z]{2,20}(?=:)/]

/** Fields that the log may carry; a field that is not named here is dropped. */
const FIELDS = new Set(
  (
    'attempt attempts backend bookings channel charges code connection count dueInMs epoch exitCode groups kind limit ms pid ' +
    'process quarantined reason refundId key release rows seq session signal source state status total waiting'
  ).split(' '),
)

/** What a field's text may look like: ids, codes, versions; no spaces, no mail, no long digit runs, no card number. */
const isPlain = (value: string): boolean => /^(?!.*\d{9})[\w.:/+-]{1,80}$/.test(value) && !hasCardNumber(value)

/** An error's name, code, known wording and stack frames, on one line each. */
export function describeError(error: unknown): string {
  if (!isErrorLike(error)) return `a ${typeof error} was thrown (withheld)`
  const name = /^[\w$]{1,60}$/.test(error.name) ? error.name : 'Error'
  const code = typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code) ? ` [${error.code}]` : ''
  const cause = error.cause === undefined ? '' : `\ncaused by ${describeError(error.cause)}`
  return [`${name}${code}: ${keepKnownWording(error.message)}`, ...stackFrames(error.stack)].join('\n') + cause
}

/** The same fields, without those that are not on the list and with every value that looks unlike a code withheld. */
export function scrubFields(
  fields: Readonly<Record<string, string | number | boolean | null>>,
): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => FIELDS.has(name))
      .map(([name, value]) => [name, typeof value !== 'string' || isPlain(value) ? value : '(withheld)']),
  )
}

interface ErrorLike {
  readonly name: string
  readonly message: string
  readonly stack?: unknown
  readonly code?: unknown
  readonly cause?: unknown
}

function isErrorLike(value: unknown): value is ErrorLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}

function keepKnownWording(message: string): string {
  if (KNOWN_MESSAGES.some((wording) => wording.test(message)) && !hasCardNumber(message)) return message
  const head = KNOWN_HEADS.map((wording) => wording.exec(message)?.[0]).find((found) => found !== undefined)
  return `${head ? `${head} ` : ''}(message withheld, ${message.length} characters)`
}

/** Stack frames alone: the lines before them repeat the message. Folders of this machine are cut off. */
function stackFrames(stack: unknown): string[] {
  if (typeof stack !== 'string') return []
  return stack
    .split('\n')
    .filter((line) => /^\s{4}at /.test(line))
    .slice(0, 20)
    .map((line) =>
      /^\s+at (?:(?:async |new )*([\w$.<>[\] ]{1,80}) \()?.*?((?:out|src|test|node_modules|node:|assets)[\w./@:+-]*?(?::\d+){0,2})\)?$/.exec(
        line,
      ),
    )
    .map((frame) => (frame ? `    at ${frame[1] ? `${frame[1]} ` : ''}(${frame[2]})` : '    at (elsewhere)'))
}

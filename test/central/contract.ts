import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

type Node = Record<string, unknown>

/** The contract file. */
export const document: Node = parse(
  readFileSync(new URL('../../resources/central-api.openapi.yaml', import.meta.url), 'utf8'),
)
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
ajv.addSchema({ ...document, $id: 'central' })
const compiled = new Map<string, ValidateFunction>()

/** One exchange with the central service. */
export interface Exchange {
  method: string
  /** The path with its query. */
  path: string
  request: { headers: Record<string, string>; body?: unknown }
  answer: { status: number; headers: Record<string, string>; body: unknown }
}

/** The differences of a request from the contract file; empty when there are none. */
export function requestFaults({ method, path, request }: Exchange): string[] {
  const operation = findOperation(method, path)
  if (!operation) return [`${method} ${path} is not in the contract`]
  const { pointer, node, values } = operation
  const faults: string[] = []
  const query = new URL(path, 'http://central').searchParams
  for (const [index, raw] of list(node.parameters).entries()) {
    const { pointer: at, node: parameter } = resolve(`${pointer}/parameters/${index}`, raw)
    const name = String(parameter.name)
    const given = { header: request.headers[name.toLowerCase()], query: query.get(name), path: values[name] }[
      String(parameter.in)
    ]
    if (given === undefined || given === null) {
      if (parameter.required) faults.push(`${name} is missing`)
    } else faults.push(...schemaFaults(`${at}/schema`, numeric(parameter, given)))
  }
  if (!node.security && !/^Bearer \S+$/.test(request.headers.authorization ?? '')) faults.push('no bearer token')
  if (node.requestBody) {
    if (!request.headers['content-type']?.startsWith('application/json')) faults.push('the body is not JSON')
    else faults.push(...schemaFaults(`${pointer}/requestBody/content/application~1json/schema`, request.body))
  }
  return faults
}

/** The differences of an answer from the contract file; each line of NDJSON is checked. */
export function answerFaults({ method, path, answer }: Exchange): string[] {
  const operation = findOperation(method, path)
  if (!operation) {
    if (answer.status !== 404) return [`${method} ${path} is not in the contract, and the answer is ${answer.status}`]
    return schemaFaults('#/components/schemas/Problem', answer.body)
  }
  const raw = (operation.node.responses as Node)[String(answer.status)]
  if (!raw) return [`${method} ${path} may not answer ${answer.status}`]
  const { pointer, node } = resolve(`${operation.pointer}/responses/${answer.status}`, raw as Node)
  const type = (answer.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (!(node.content as Node)[type]) return [`${method} ${path} ${answer.status} may not answer ${type}`]
  const schema = `${pointer}/content/${type.replaceAll('/', '~1')}/schema`
  const bodies = type === 'application/x-ndjson' ? (answer.body as unknown[]) : [answer.body]
  const faults = bodies.flatMap((body) => schemaFaults(schema, body))
  for (const [name, raw] of Object.entries((node.headers ?? {}) as Record<string, Node>)) {
    const header = answer.headers[name.toLowerCase()]
    const { pointer: at } = resolve(`${pointer}/headers/${name}`, raw)
    if (header !== undefined) faults.push(...schemaFaults(`${at}/schema`, header))
  }
  return faults
}

function findOperation(method: string, path: string) {
  const segments = new URL(path, 'http://central').pathname.split('/')
  for (const [template, item] of Object.entries(document.paths as Record<string, Node>)) {
    const parts = template.split('/')
    const fits =
      parts.length === segments.length && parts.every((part, i) => part.startsWith('{') || part === segments[i])
    const node = item[method.toLowerCase()] as Node | undefined
    if (!fits || !node) continue
    const named = parts.flatMap((part, i) => (part.startsWith('{') ? [[part.slice(1, -1), segments[i] ?? '']] : []))
    const pointer = `#/paths/${template.replaceAll('/', '~1')}/${method.toLowerCase()}`
    return { pointer, node, values: Object.fromEntries(named) as Record<string, string> }
  }
  return undefined
}

/** Resolves a `$ref` of a parameter or a response. */
function resolve(pointer: string, node: Node): { pointer: string; node: Node } {
  if (typeof node.$ref !== 'string') return { pointer, node }
  const found = node.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Node)[name], document)
  return { pointer: node.$ref, node: found as Node }
}

function schemaFaults(pointer: string, value: unknown): string[] {
  const ref = `central${encodeURI(pointer)}`
  const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref })
  compiled.set(ref, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${pointer}: ${instancePath || '/'} ${message}`)
}

function numeric(parameter: Node, given: string): unknown {
  const { type } = parameter.schema as Node
  return type === 'integer' || type === 'number' ? Number(given) : given
}

function list(value: unknown): Node[] {
  return Array.isArray(value) ? value : []
}

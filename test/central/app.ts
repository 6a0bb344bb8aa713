import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
} from 'fastify'
import { bookingsOf, createBooking } from './bookings.ts'
import { recordDecision } from './decisions.ts'
import { listErrorReports, storeErrorReport } from './error-reports.ts'
import { readChanges } from './feed/changes.ts'
import { readSnapshot } from './feed/snapshot.ts'
import { keyedPost, param, readJson, setAffinity, write } from './http.ts'
import { type Answer, problem } from './problem.ts'
import { decideRefund } from './refunds/approval.ts'
import { findByKey, voidKey } from './refunds/by-key.ts'
import { giveRefund } from './refunds/give-refund.ts'
import type { Service } from './service.ts'
import type { Account } from './session/people.ts'
import { refresh, signIn } from './session/session.ts'
import { personBehind } from './session/tokens.ts'

/** The limit of a request body: 64 KiB. */
const bodyLimit = 64 * 1024

type Handler = (request: FastifyRequest, person: Account) => Promise<Answer>

/** There is no token, or it is not valid. */
class Unauthenticated extends Error {}

/** The routes of the contract for a service. */
export function buildApp(service: Service, serverFactory: FastifyServerFactory): FastifyInstance {
  const app = fastify({
    bodyLimit,
    serverFactory,
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => void write(request, reply, notFound),
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => setAffinity(request, reply))
  app.setNotFoundHandler((request, reply) => write(request, reply, notFound))
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    if (error instanceof Unauthenticated) return write(request, reply, unauthenticated)
    const status = error.statusCode ?? 500
    const detail = status < 500 ? error.message : 'An error happened here. It is not known what came of the request.'
    if (status >= 500) console.error(error)
    return write(
      request,
      reply,
      problem(status, status === 413 ? 'too_large' : status < 500 ? 'bad_request' : 'internal', detail),
    )
  })

  // The work of a request goes on after its connection broke, so closing waits for it too.
  const underWay = new Set<Promise<Answer>>()
  app.addHook('onClose', async () => void (await Promise.allSettled(underWay)))
  const track = async (work: Promise<Answer>): Promise<Answer> => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }
  const open =
    (handler: (request: FastifyRequest) => Promise<Answer>) => async (request: FastifyRequest, reply: FastifyReply) =>
      write(request, reply, await track(handler(request)))
  const people = new WeakMap<FastifyRequest, Account>()
  // The token is checked before the body is read.
  const authorise = async (request: FastifyRequest) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const person = token ? await personBehind(service.db, token, service.clock()) : undefined
    // The error is thrown and not written, because a fault may hold the answer back, and then the handler would run.
    if (!person) throw new Unauthenticated()
    people.set(request, person)
  }
  const signedIn = (handler: Handler) => {
    const handle = (request: FastifyRequest) => {
      const person = people.get(request)
      if (!person) throw new Error('a request passed without a person')
      return handler(request, person)
    }
    return { onRequest: authorise, handler: open(handle) }
  }
  const { db, bell, clock, accessMs, closing } = service

  app.get(
    '/v1/health',
    open(async () => ({ status: 200, body: { status: 'ok', time: new Date(clock()).toISOString() } })),
  )
  app.post(
    '/v1/session',
    open((request) => signIn(db, readJson(request), clock(), accessMs)),
  )
  app.post(
    '/v1/session/refresh',
    open((request) => refresh(db, readJson(request), clock(), accessMs)),
  )
  app.get(
    '/v1/changes',
    signedIn((request) => readChanges(db, bell, request.query, closing)),
  )
  app.get(
    '/v1/snapshot',
    signedIn((request) => readSnapshot(db, request.query)),
  )
  app.get(
    '/v1/entity-filter',
    signedIn(async () => ({ status: 200, body: await service.filter.read(db) })),
  )
  app.get(
    '/v1/bookings',
    signedIn((request) => bookingsOf(service, request.query)),
  )
  app.post(
    '/v1/bookings',
    signedIn((request, person) => createBooking(service, keyedPost(request, person))),
  )
  app.post(
    '/v1/refunds',
    signedIn((request, person) => giveRefund(service, keyedPost(request, person))),
  )
  app.get(
    '/v1/refunds/by-key/:key',
    signedIn((request) => findByKey(service, param(request, 'key'))),
  )
  app.post(
    '/v1/refunds/by-key/:key/void',
    signedIn((request) => voidKey(service, param(request, 'key'))),
  )
  app.post(
    '/v1/refunds/:id/approval',
    signedIn((request, person) => decideRefund(service, keyedPost(request, person), param(request, 'id'))),
  )
  app.post(
    '/v1/decisions',
    signedIn((request, person) => recordDecision(service, keyedPost(request, person))),
  )
  app.post(
    '/v1/error-reports',
    signedIn((request) => storeErrorReport(service, readJson(request))),
  )
  app.get(
    '/v1/error-reports',
    signedIn((request, person) => listErrorReports(service, request.query, person)),
  )
  return app
}

const notFound = problem(404, 'not_found', 'There is nothing at this address.')

const unauthenticated: Answer = (() => {
  const answer = problem(401, 'unauthenticated', 'This call needs a session.')
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Bearer' } }
})()

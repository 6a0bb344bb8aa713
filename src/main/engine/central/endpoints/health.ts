import type { Transport } from '../http/transport.ts'

// GET /v1/health (contract, Health and errors): needs no token.

const DEADLINE_MS = 5_000

/** Whether the central service answers that it is well. */
export async function isHealthy(transport: Pick<Transport, 'exchange'>): Promise<boolean> {
  const answer = await transport.exchange({ method: 'GET', path: '/v1/health', deadlineMs: DEADLINE_MS })
  return answer.ok && answer.value.status === 200 && answer.value.body !== undefined
}

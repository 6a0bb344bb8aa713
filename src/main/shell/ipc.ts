import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { CARD_NUMBER } from '../../shared/argument.ts'
import { type Asks, type ChannelName, contract } from '../../shared/contract.ts'
import type { Log } from '../../shared/engine-protocol.ts'
import { describeError } from '../../shared/log/scrub.ts'
import type { Failure, Result } from '../../shared/model/index.ts'

/**
 * The most characters of JSON that an argument may have. No real argument is so long; the size is checked before the
 * schema.
 */
const MAX_ARGUMENT_CHARACTERS = 64 * 1024

/** What serving the contract needs. */
interface IpcPorts {
  readonly ipcMain: IpcMain
  /** The only origin whose main frame may ask, for example `app://once`. */
  readonly pageOrigin: string
  readonly answers: Asks<ChannelName>
  readonly log: Log
}

/**
 * Serves every channel of the contract. It checks the sender first and rejects what it cannot identify, then the size
 * and the schema of the argument. A wrong argument is answered with `bad_argument`; the code is `card_number` when the
 * argument holds a card number. An exception in an answer rejects without detail for the page; the detail goes to the
 * log.
 */
export function serveContract({ ipcMain, pageOrigin, answers, log }: IpcPorts): void {
  for (const name of Object.keys(contract) as ChannelName[]) {
    ipcMain.handle(`desk:${name}`, async (event, argument: unknown): Promise<Result<unknown>> => {
      if (!isTrusted(event, pageOrigin)) {
        log({ level: 'error', scope: 'ipc', message: 'sender refused', fields: { channel: name } })
        throw new Error('This page may not ask the desk.')
      }
      const parsed = parseArgument(name, argument)
      if ('refused' in parsed) {
        log({ level: 'warn', scope: 'ipc', message: 'argument refused', fields: { channel: name } })
        return { ok: false, failure: parsed.refused }
      }
      try {
        const answer = answers[name] as (argument: unknown) => Promise<Result<unknown>>
        return await answer(parsed.argument)
      } catch (error) {
        log({
          level: 'error',
          scope: 'ipc',
          message: 'answer failed',
          fields: { channel: name },
          error: describeError(error),
        })
        throw new Error('The desk could not answer.')
      }
    })
  }
}

function isTrusted(event: IpcMainInvokeEvent, pageOrigin: string): boolean {
  const frame = event.senderFrame
  // A frame that navigated away or was destroyed has no address, so it is not trusted.
  if (!frame?.url || frame.parent !== null || !URL.canParse(frame.url)) return false
  const { protocol, host } = new URL(frame.url)
  return `${protocol}//${host}` === pageOrigin
}

function parseArgument(name: ChannelName, argument: unknown): { argument: unknown } | { refused: Failure } {
  const text = JSON.stringify(argument)
  if (text === undefined || text.length > MAX_ARGUMENT_CHARACTERS) return { refused: { kind: 'bad_argument' } }
  const parsed = contract[name].argument.safeParse(argument)
  if (parsed.success) return { argument: parsed.data }
  const isCard = parsed.error.issues.some(({ message }) => message === CARD_NUMBER)
  return { refused: { kind: 'bad_argument', ...(isCard ? { code: CARD_NUMBER } : {}) } }
}

import type { FromEngine, ToEngine } from '../../../src/shared/engine-protocol.ts'

// An engine that does what its questions say, to see what the supervisor makes of it.
const port = process.parentPort
const say = (message: FromEngine) => port.postMessage(message)
let kept = 'nothing kept'

port.on('message', ({ data }: { data: ToEngine }) => {
  if (data.type === 'start') {
    kept = data.keptSession ?? 'nothing kept'
    say({ type: 'started' })
  }
  if (data.type === 'sessionKept') say({ type: 'changed', topics: ['session'] })
  if (data.type === 'stop') process.exit(0)
  if (data.type !== 'ask') return
  const word = (data.argument as { text: string }).text
  if (word === 'die') process.kill(process.pid, 'SIGKILL')
  if (word === 'keep') say({ type: 'keepSession', id: 7, session: 'tokens' })
  if (word !== 'silence') say({ type: 'answer', id: data.id, result: { ok: true, value: `${word} ${kept}` } })
})

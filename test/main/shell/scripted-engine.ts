import type { FromEngine, ToEngine } from '../../../src/shared/engine-protocol.ts'

// An engine that does what its questions demand, for the tests of the supervisor.
const port = process.parentPort
const post = (message: FromEngine) => port.postMessage(message)
let kept = 'nothing kept'

port.on('message', ({ data }: { data: ToEngine }) => {
  if (data.type === 'start') {
    kept = data.keptSession ?? 'nothing kept'
    post({ type: 'started' })
  }
  if (data.type === 'sessionKept') post({ type: 'changed', topics: ['session'] })
  if (data.type === 'stop') process.exit(0)
  if (data.type !== 'ask') return
  const command = (data.argument as { text: string }).text
  if (command === 'die') process.kill(process.pid, 'SIGKILL')
  if (command === 'keep') post({ type: 'keepSession', id: 7, session: 'tokens' })
  if (command !== 'silence') post({ type: 'answer', id: data.id, result: { ok: true, value: `${command} ${kept}` } })
})

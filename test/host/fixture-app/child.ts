// The fixture app's engine process. It waits 30 ms, so that early messages queue, and then returns each message.
await new Promise((resolve) => setTimeout(resolve, 30))
console.log(`started ${process.argv.at(-1)}`)

let early: unknown
process.parentPort.on('message', ({ data }) => {
  if (data.early) early = data
  else process.parentPort.postMessage({ ...data, early, pid: process.pid })
})

export {}

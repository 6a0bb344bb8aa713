// The fixture's engine: echoes over structured clone, after a while in which early messages wait.
await new Promise((resolve) => setTimeout(resolve, 30))
console.log(`started ${process.argv.at(-1)}`)

let early: unknown
process.parentPort.on('message', ({ data }) => {
  if (data.early) early = data
  else process.parentPort.postMessage({ ...data, early, pid: process.pid })
})

export {}

import { takeLease } from '../../../../../src/main/engine/store/sqlite/lease.ts'

/** Takes the lease of the folder in argv, sends the outcome to its parent, and keeps the lease until it is killed. */
const lease = takeLease(process.argv[2] ?? '')
process.send?.(lease.ok ? 'ok' : lease.failure.kind)
setInterval(() => lease, 60_000)

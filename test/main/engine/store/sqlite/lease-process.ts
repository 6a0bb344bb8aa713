import { takeLease } from '../../../../../src/main/engine/store/sqlite/lease.ts'

/** Takes the lease of the folder that it is told, says how that went, and keeps it until it is ended. */
const taken = takeLease(process.argv[2] ?? '')
process.send?.(taken.ok ? 'ok' : taken.failure.kind)
setInterval(() => taken, 60_000)

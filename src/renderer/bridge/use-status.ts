import type { DeskStatus } from '../../shared/model/index.ts'
import { useAsk } from './desk.tsx'

/** The status of the desk: connection, counts, problem. Undefined before the first answer. */
export const useStatus = (): DeskStatus | undefined => useAsk('status.get', {}, { keepPrevious: true }).data

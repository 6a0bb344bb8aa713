import type { DeskStatus } from '../../shared/model/index.ts'
import { useAsk } from './desk.tsx'

/** What the desk says of itself; undefined until it has. */
export const useStatus = (): DeskStatus | undefined => useAsk('status.get', {}, { keepPrevious: true }).data

import type { SearchTime } from '../../../../src/main/engine/features/search/search.ts'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { startBatch } from '../../../../src/main/engine/store/copy/copy.ts'
import { advanceCursor, beginFill, endFill } from '../../../../src/main/engine/store/copy/sync-state.ts'
import type { CopyStore } from '../../../../src/main/engine/store/copy-store.ts'
import { applyItem } from '../../../../src/main/engine/sync/apply.ts'
import { recountDirty } from '../../../../src/main/engine/verdicts/recount.ts'
import type { WireChange } from '../sync/feed-server.ts'
import { openCopies } from '../sync/rig.ts'

/** Search times for a search whose result does not depend on the time. */
export const ANY_TIME: SearchTime = { stopwatch: () => 0, today: null, heldSince: 0 }

/** A copy on disk that holds these changes, applied in this order; no network is used. */
export function copyOf(
  folder: string,
  changes: readonly WireChange[],
): { readonly copies: CopyStore; readonly copy: Copy } {
  const copies = openCopies(folder)
  const filling = copies.startFilling('e1', changes.length)
  if (!filling.ok) throw new Error(filling.failure.kind)
  filling.value.sqlite.transaction(() => {
    beginFill(filling.value, { epoch: 'e1', cursor: '0' })
    const batch = startBatch(filling.value, 'at_end')
    for (const change of changes) applyItem(filling.value, batch, change, 0)
    recountDirty(filling.value, batch)
    advanceCursor(filling.value, batch, '0', 1_000)
    endFill(filling.value, 1_000)
  })()
  const swapped = copies.swapIn(filling.value)
  if (!swapped.ok) throw new Error(swapped.failure.kind)
  return { copies, copy: swapped.value }
}

import { basename } from 'node:path'
import type { Result } from '../../../shared/model/index.ts'
import { done } from '../../../shared/result.ts'
import type { Copy } from './copy/copy.ts'
import { listFiles, removeFiles } from './copy/copy-files.ts'
import { type CopyPlace, filledAtOf, openCopyFile } from './fill/filling-file.ts'
import { isDamage } from './sqlite/failures.ts'

/**
 * Opens the newest copy; null without one. Removes damaged copies and the older ones that a crash between two steps has
 * left. Fails with `store_newer`, `disk_full`, or with `store_unreadable` when the copy could not be read but may be
 * whole.
 */
export function openNewestCopy(place: CopyPlace): Result<Copy | null> {
  const { folder } = place
  let newest: { copy: Copy; filledAt: number } | null = null
  for (const name of listFiles(folder, 'copy')) {
    const copy = openCopyFile(place, name)
    if (!copy.ok) {
      if (!isDamage(copy.failure)) return copy
      removeFiles(folder, name)
      continue
    }
    const filledAt = filledAtOf(copy.value)
    if (filledAt === null || filledAt < (newest?.filledAt ?? 0)) {
      copy.value.close()
      removeFiles(folder, name)
      continue
    }
    newest?.copy.close()
    if (newest !== null) removeFiles(folder, basename(newest.copy.file))
    newest = { copy: copy.value, filledAt }
  }
  return done(newest?.copy ?? null)
}

import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { SafeStorage } from 'electron'

/**
 * Keeps the session's tokens encrypted by the system where it can, else in memory only: on Linux without a key ring
 * Electron would "encrypt" with a key that everybody has (`basic_text`), and that is refused.
 */
export interface TokenVault {
  readonly kind: 'safe_storage' | 'memory'
  read(): Promise<string | null>
  /** Null forgets. */
  keep(session: string | null): Promise<void>
}

/** Opens the vault over `file`; what was written there by another system account reads as null. */
export async function openTokenVault(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
  file: string,
): Promise<TokenVault> {
  const available = await safeStorage.isAsyncEncryptionAvailable()
  const safe = available && !(platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
  return safe ? onDisk(safeStorage, file) : inMemory()
}

function onDisk(safeStorage: SafeStorage, file: string): TokenVault {
  let last = Promise.resolve()
  const write = async (session: string | null): Promise<void> => {
    if (session === null) return rm(file, { force: true })
    // Written beside and renamed: a torn file would sign the person out.
    await writeFile(`${file}.new`, await safeStorage.encryptStringAsync(session), { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  return {
    kind: 'safe_storage',
    read: async () => {
      const bytes = await readFile(file).catch(() => null)
      if (bytes === null) return null
      const opened = await safeStorage.decryptStringAsync(bytes).catch(() => null)
      return opened?.result ?? null
    },
    // One after the other: an older session must not overwrite a newer one.
    keep: (session) => {
      last = last.catch(() => undefined).then(() => write(session))
      return last
    },
  }
}

/** Survives a restart of the engine, not one of the desk. */
function inMemory(): TokenVault {
  let kept: string | null = null
  return {
    kind: 'memory',
    read: async () => kept,
    keep: async (session) => {
      kept = session
    },
  }
}

import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { SafeStorage } from 'electron'

/**
 * Keeps the tokens of the session: in a file that the system encrypts, or in memory where the system cannot encrypt. On
 * Linux without a key ring Electron would "encrypt" with a key that everybody has (`basic_text`); the vault does not
 * accept that.
 */
export interface TokenVault {
  readonly kind: 'safe_storage' | 'memory'
  /** The kept session; null when there is none, or when its file cannot be decrypted. */
  read(): Promise<string | null>
  /** Replaces the kept session and resolves when it is durable; null deletes it. */
  keep(session: string | null): Promise<void>
}

/** Opens the vault over `file`. A file that another system account wrote reads as null. */
export async function openTokenVault(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
  file: string,
): Promise<TokenVault> {
  const available = await safeStorage.isAsyncEncryptionAvailable()
  const safe = available && !(platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
  return safe ? onDisk(safeStorage, file) : inMemory()
}

/** A vault in an encrypted file. */
function onDisk(safeStorage: SafeStorage, file: string): TokenVault {
  let last = Promise.resolve()
  const write = async (session: string | null): Promise<void> => {
    if (session === null) return rm(file, { force: true })
    // A new file replaces the old one whole: a torn file would sign the person out.
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
    // The writes run one after the other, so that an older session never overwrites a newer one.
    keep: (session) => {
      last = last.catch(() => undefined).then(() => write(session))
      return last
    },
  }
}

/** A vault in memory: the session survives a restart of the engine, but not of the desk. */
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

import { useEffect, useState } from 'react'
import { useTell } from './use-tell.ts'

/** How long a control shows that it copied, in ms. */
const SHOWN_MS = 2_000

/** Copies text to the clipboard, and says for two seconds that it did. */
export function useCopy() {
  const copyText = useTell('app.copy')
  const [copied, setCopied] = useState<string | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return {
    /** The text that was just copied; null after two seconds, or when copying failed. */
    copied,
    copy: async (text: string) => {
      const result = await copyText.tell({ text })
      setCopied(result.ok ? text : null)
    },
  }
}

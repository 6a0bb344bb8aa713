import { useEffect, useState } from 'react'
import { useTell } from './use-tell.ts'

/** How long a control says that it copied, in ms. */
const SAID_MS = 2_000

/** Copies text, and says for a moment that it did. */
export function useCopy() {
  const copy = useTell('app.copy')
  const [copied, setCopied] = useState<string | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return {
    /** What was just copied; null after a moment. */
    copied,
    take: async (text: string) => {
      const result = await copy.tell({ text })
      setCopied(result.ok ? text : null)
    },
  }
}

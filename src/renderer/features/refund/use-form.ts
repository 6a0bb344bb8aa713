import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { ChargeView, Draft } from '../../../shared/model/index.ts'
import { useChangeAnswer, useDesk } from '../../bridge/desk.tsx'
import { amountOf, formOf, type RefundForm } from './form.ts'

/** How long the hands must rest before a draft is saved, in ms. Closing the panel saves at once. */
const REST_MS = 300

/** The form of a draft, saved as it is filled in; `inParts` opens a new one at an amount to type. */
export function useForm(draft: Draft, charge: ChargeView, inParts: boolean) {
  const desk = useDesk()
  const know = useChangeAnswer('draft.open', { chargeId: draft.chargeId })
  const [form, setForm] = useState<RefundForm>(() => {
    const known = formOf(draft, charge)
    return { ...known, part: known.part || inParts }
  })
  const save = useDebouncedCallback(
    (now: RefundForm) => {
      const { keepChargeId, reason, note } = now
      const saved = { key: draft.key, keepChargeId, reason, note, amountMinor: now.part ? amountOf(now, charge) : null }
      void desk.ask['draft.save'](saved)
      // The panel opened again shows this at once, without asking.
      know((known) => (known.draft.key === draft.key ? { ...known, draft: { ...known.draft, ...saved } } : known))
    },
    { delay: REST_MS, flushOnUnmount: true },
  )
  const change = (next: RefundForm) => {
    setForm(next)
    save(next)
  }
  return { form, change, saveNow: save.flush }
}

import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { ChargeView, Draft } from '../../../shared/model/index.ts'
import { useChangeAnswer, useDesk } from '../../bridge/desk.tsx'
import { amountOf, formOf, type RefundForm } from './form.ts'

/** The draft is saved when nothing was typed for this time, in ms. Closing the panel saves at once. */
const SAVE_AFTER_MS = 300

/**
 * The form of a draft. Each change is saved to the draft after a short pause; `saveNow` saves at once.
 *
 * @param partOnly True when only a part may go: the form then opens with the amount to type.
 */
export function useForm(draft: Draft, charge: ChargeView, partOnly: boolean) {
  const desk = useDesk()
  const changeAnswer = useChangeAnswer('draft.open', { chargeId: draft.chargeId })
  const [form, setForm] = useState<RefundForm>(() => {
    const saved = formOf(draft, charge)
    return { ...saved, part: saved.part || partOnly }
  })
  const save = useDebouncedCallback(
    (now: RefundForm) => {
      const { keepChargeId, reason, note } = now
      const saved = { key: draft.key, keepChargeId, reason, note, amountMinor: now.part ? amountOf(now, charge) : null }
      void desk.ask['draft.save'](saved)
      // The kept answer changes too, so that the panel shows this when it opens again, without a question.
      changeAnswer((answer) =>
        answer.draft.key === draft.key ? { ...answer, draft: { ...answer.draft, ...saved } } : answer,
      )
    },
    { delay: SAVE_AFTER_MS, flushOnUnmount: true },
  )
  const change = (next: RefundForm) => {
    setForm(next)
    save(next)
  }
  return { form, change, saveNow: save.flush }
}

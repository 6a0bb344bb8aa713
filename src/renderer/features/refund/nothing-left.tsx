import { IconCircleOff } from '@tabler/icons-react'
import type { ChargeView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { EmptyFace } from '../../ui/face.tsx'

/** Why nothing can be given back on this charge. */
function reasonText({ state, reservedMinor }: ChargeView): string {
  switch (state) {
    case 'captured':
      return reservedMinor > 0 ? say('failure.already_waiting') : say('refund.state.captured')
    case 'authorised':
    case 'voided':
    case 'failed':
    case 'disputed':
      return say(`refund.state.${state}` as 'refund.state.voided')
    default:
      return say('refund.state.other', { state })
  }
}

/** Stands where the form would, when there is nothing to give back. */
export function NothingLeft({ charge }: { readonly charge: ChargeView }) {
  return <EmptyFace icon={IconCircleOff} title={say('refund.nothingLeft')} text={reasonText(charge)} />
}

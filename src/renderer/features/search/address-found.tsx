import { IconLink, IconLinkOff } from '@tabler/icons-react'
import { say } from '../../../shared/text/index.ts'
import { failureOf } from '../../bridge/ask.ts'
import { EmptyFace, FailedFace } from '../../ui/face.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useAddress } from './use-address.ts'

/** What came of the address in the search box: it opened its group, or this desk does not know it. */
export function AddressFound() {
  const { place } = useAddress()
  if (place.data) {
    return <EmptyFace icon={IconLink} title={say('address.opened.title')} text={say('address.opened.text')} />
  }
  if (!place.error) return <Skeleton rows={2} height={64} />
  const failure = failureOf(place.error)
  return failure.kind === 'not_found' ? (
    <div role="status">
      <EmptyFace icon={IconLinkOff} title={say('address.unknown.title')} text={say('address.unknown.text')} />
    </div>
  ) : (
    <FailedFace failure={failure} onRetry={() => void place.refetch()} />
  )
}

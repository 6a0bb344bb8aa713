import { IconShield, IconShieldCheckFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { Contact, CustomerView } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useTell } from '../../bridge/use-tell.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/face.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import styles from './customer-pane.module.css'

/**
 * The name and the contact of the customer. The agent unmasks it after they verified the caller; the next customer is
 * masked again.
 */
export function CustomerHead({ customer }: { readonly customer: CustomerView }) {
  const [contact, setContact] = useState<Contact | null>(null)
  const reveal = useTell('customer.reveal')
  const toggle = async () => {
    if (contact) return setContact(null)
    const result = await reveal.tell({ bookingId: customer.bookingId })
    if (result.ok) setContact(result.value)
  }
  useKeys('region', { reveal: () => void toggle() })
  const Icon = contact ? IconShieldCheckFilled : IconShield
  const { email, phone } = contact ?? customer.maskedContact
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.name}>{customer.name}</h2>
        <Button
          look="quiet"
          keyName="reveal"
          aria-pressed={contact !== null}
          disabled={reveal.busy}
          onClick={() => void toggle()}
        >
          <Icon size={16} stroke={1.7} aria-hidden="true" className={contact ? styles.verified : undefined} />
          {contact ? say('customer.hide') : say('customer.reveal')}
        </Button>
        <span className="hidden" role="status">
          {contact ? say('customer.revealed') : ''}
        </span>
        <p className={styles.contact} data-open={contact ? true : undefined}>
          <span>{email}</span>
          <span>{phone ?? say('customer.noPhone')}</span>
        </p>
      </header>
      <FailureNote failure={reveal.failure} />
    </>
  )
}

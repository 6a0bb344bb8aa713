import { IconFileOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { RawEvidence } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { failureOf } from '../../../bridge/ask.ts'
import { useAsk } from '../../../bridge/desk.tsx'
import { useCopy } from '../../../bridge/use-copy.ts'
import { groupOf } from '../../../facts/customer-facts.ts'
import { useDeskState } from '../../../state/use-desk-state.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace } from '../../../ui/face.tsx'
import { useKeys } from '../../../ui/keys/keys.tsx'
import { Heading } from '../../../ui/regions.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { blocksOf, type EvidenceBlock } from './evidence-fields.ts'
import styles from './evidence-pane.module.css'

/**
 * The raw evidence of a group in the right region: everything that the copy holds of its charges, field by field. Esc
 * closes it.
 */
export function EvidencePane({ groupId }: { readonly groupId: string }) {
  const { state, go } = useDeskState()
  const bookingId = state.bookingId ?? ''
  const { data: customer } = useAsk('customer.get', { bookingId }, { enabled: bookingId !== '' })
  const chargeIds = [...((customer && groupOf(customer, groupId)?.chargeIds) ?? [])]
  const evidence = useAsk('group.evidence', { chargeIds }, { enabled: chargeIds.length > 0 })
  return (
    <>
      <div className={styles.head}>
        <Heading>{say('evidence.title')}</Heading>
        <Button look="quiet" keyName="back" onClick={() => go({ do: 'showEvidence', groupId: null })}>
          {say('group.close')}
        </Button>
      </div>
      {evidence.error ? (
        <FailedFace failure={failureOf(evidence.error)} onRetry={() => void evidence.refetch()} />
      ) : !evidence.data && chargeIds.length > 0 ? (
        <Skeleton rows={12} height={22} />
      ) : evidence.data && evidence.data.length > 0 ? (
        <Fields evidence={evidence.data} />
      ) : (
        <EmptyFace icon={IconFileOff} title={say('evidence.empty.title')} text={say('evidence.empty.text')} />
      )}
    </>
  )
}

/** Every field, with a cursor of its own: J and K move it, C copies the value. */
function Fields({ evidence }: { readonly evidence: readonly RawEvidence[] }) {
  const { copied, copy } = useCopy()
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const charges = evidence.map((one) => ({ id: one.chargeId, blocks: blocksOf(one) }))
  const lines = charges.flatMap(({ blocks }) => blocks.flatMap((block) => block.lines))
  const current = lines[Math.min(at, lines.length - 1)]
  const move = (step: 1 | -1) => () => setAt(Math.max(0, Math.min(lines.length - 1, at + step)))
  useKeys('panel', {
    next: move(1),
    previous: move(-1),
    copy: () => (current?.value == null ? false : void copy(current.value)),
  })
  useEffect(() => {
    list.current?.querySelectorAll('button')[at]?.focus()
  }, [at])
  return (
    <div ref={list}>
      <p className={styles.lead}>{say('evidence.lead')}</p>
      <p className={styles.lead}>{say('evidence.keys')}</p>
      <span className="hidden" role="status">
        {copied ? say('common.copied') : ''}
      </span>
      {charges.map(({ id, blocks }, index) => (
        <section key={id} className={styles.charge}>
          <h3 className={styles.title}>
            {say('group.charge', { number: index + 1, count: charges.length })} <code>{id}</code>
          </h3>
          {blocks.map((block) => (
            <Block
              key={block.key}
              block={block}
              currentKey={current?.key ?? null}
              copied={copied}
              onCopy={(key, value) => {
                setAt(lines.findIndex((line) => line.key === key))
                if (value !== null) void copy(value)
              }}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

interface BlockProps {
  readonly block: EvidenceBlock
  readonly currentKey: string | null
  readonly copied: string | null
  /** Moves the cursor to a line and copies its value. */
  readonly onCopy: (key: string, value: string | null) => void
}

/** One block with its lines. */
function Block({ block, currentKey, copied, onCopy }: BlockProps) {
  return (
    <>
      <Heading level={3}>{block.title}</Heading>
      {block.lines.length === 0 ? <p className={styles.lead}>{say('evidence.noBooking')}</p> : null}
      <div className={styles.block}>
        {block.lines.map(({ key, name, value }) => (
          <button
            key={key}
            type="button"
            className={styles.line}
            tabIndex={key === currentKey ? 0 : -1}
            data-cursor={key === currentKey || undefined}
            onClick={() => onCopy(key, value)}
          >
            <span className={styles.name}>{name}</span>
            <code className={styles.value} data-empty={value === null || undefined}>
              {value ?? say('evidence.none')}
            </code>
            {copied !== null && copied === value && key === currentKey ? (
              <span className={styles.copied}>{say('common.copied')}</span>
            ) : null}
          </button>
        ))}
      </div>
    </>
  )
}

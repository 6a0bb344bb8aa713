import { say } from '../../shared/text/index.ts'
import { usePerson } from '../bridge/use-person.ts'
import { useDeskState } from '../state/use-desk-state.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { KeyCap } from '../ui/keys/key-cap.tsx'
import { type KeyName, type KeyPlace, keyTable } from '../ui/keys/key-table.ts'
import { useKeys } from '../ui/keys/keys.tsx'
import styles from './keys-overview.module.css'

const PLACES: readonly KeyPlace[] = ['everywhere', 'customer', 'refund', 'inbox', 'queue', 'supervisor']

/** The dialog with every key of the desk, by place. Agents do not see the keys of supervisors. */
export function KeysOverview() {
  const { state, go } = useDeskState()
  const { may } = usePerson()
  const opened = state.dialog === 'keys'
  const close = () => go({ do: 'dialog', dialog: null })
  useKeys('dialog', { back: close, keys: close }, opened)
  return (
    <Dialog title={say('keys.title')} opened={opened} onClose={close} size={1000}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a small screen it scrolls, and keys must reach that */}
      <section className={styles.scroll} aria-label={say('keys.title')} tabIndex={0}>
        <div className={styles.places}>
          {PLACES.filter((place) => place !== 'supervisor' || may('approve')).map((place) => (
            <KeysOf key={place} place={place} />
          ))}
        </div>
      </section>
    </Dialog>
  )
}

function KeysOf({ place }: { readonly place: KeyPlace }) {
  const names = (Object.keys(keyTable) as KeyName[]).filter((name) => keyTable[name].place === place)
  return (
    <section>
      <h3 className={styles.place}>{say(`keys.place.${place}`)}</h3>
      <dl className={styles.keys}>
        {names.map((name) => (
          <div key={name} className={styles.key}>
            <dt>{say(keyTable[name].say)}</dt>
            <dd>
              <KeyCap name={name} spoken />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

import { Menu } from '@mantine/core'
import { IconChevronDown, IconLogin2, IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import type { SessionView } from '../../shared/model/index.ts'
import { label, say } from '../../shared/text/index.ts'
import { useDeskState } from '../state/use-desk-state.tsx'
import { moneyText } from '../ui/format/money-text.ts'
import { KeyCap, shortcut } from '../ui/keys/key-cap.tsx'
import { useKeys } from '../ui/keys/keys.tsx'
import styles from './person-menu.module.css'

/** The menu of the person: name, role and refund limits, sign-in while offline, sign-out. */
export function PersonMenu({ session }: { readonly session: SessionView }) {
  const { go } = useDeskState()
  const [opened, setOpened] = useState(false)
  useKeys('desk', { person: () => setOpened(true) })
  useKeys('dialog', { back: () => setOpened(false) }, opened)
  const { user } = session
  if (!user) return null
  const limits = user.refundLimits.filter(({ amountMinor }) => amountMinor > 0).map(moneyText)
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={260}
      shadow="none"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          className={styles.person}
          aria-keyshortcuts={shortcut('person')}
          aria-label={`${say('person.menu')}: ${user.name}`}
        >
          <span className={styles.name}>{user.name}</span>
          <KeyCap name="person" />
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown}>
        <div className={styles.about}>
          <strong>{user.name}</strong>
          <span>{label('role', user.role)}</span>
          <span>{limits.length > 0 ? say('person.limit', { amounts: limits.join(', ') }) : say('person.noLimit')}</span>
        </div>
        <Menu.Divider />
        {session.state === 'offline' ? (
          <Menu.Item
            leftSection={<IconLogin2 size={16} />}
            rightSection={<KeyCap name="signIn" />}
            onClick={() => go({ do: 'signIn', open: true })}
          >
            {say('person.signIn')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => go({ do: 'dialog', dialog: 'signOut' })}>
          {say('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

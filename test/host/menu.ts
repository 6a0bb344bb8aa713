import type { Menu, MenuItemConstructorOptions } from 'electron'
import { lacking } from './lacking.ts'

/** Keeps the app's menu but does not show it: the window has Chromium's own keys. */
export function menu(): typeof Menu {
  let shown: Menu | null = null
  return lacking<typeof Menu>('Menu', {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) =>
      lacking<Menu>('Menu', { items: template.map((item) => lacking<Electron.MenuItem>('MenuItem', item as object)) }),
    setApplicationMenu: (menu: Menu | null) => {
      shown = menu
    },
    getApplicationMenu: () => shown,
  })
}

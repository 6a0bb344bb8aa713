import { contextBridge, ipcRenderer } from 'electron'
import type { Asks, ChannelName, DeskBridge } from '../shared/contract.ts'
import type { Topic } from '../shared/model/index.ts'

/** Names of all channels, put in at build time so that no schema travels into the sandbox. */
declare const __CHANNEL_NAMES__: readonly ChannelName[]

const ask = Object.fromEntries(
  __CHANNEL_NAMES__.map((name) => [name, (argument: unknown) => ipcRenderer.invoke(`desk:${name}`, argument)]),
) as Asks<ChannelName>

const bridge: DeskBridge = {
  ask,
  onChanged: (listener) => {
    const hear = (_event: unknown, topics: readonly Topic[]) => listener(topics)
    ipcRenderer.on('desk:changed', hear)
    return () => {
      ipcRenderer.off('desk:changed', hear)
    }
  },
}

contextBridge.exposeInMainWorld('desk', bridge)

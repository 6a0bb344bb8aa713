import { contextBridge, ipcRenderer } from 'electron'
import type { Asks, ChannelName, DeskBridge } from '../shared/contract.ts'
import type { Topic } from '../shared/model/index.ts'

/**
 * The names of all channels. The build writes them here (electron.vite.config.ts), so that no schema enters the
 * sandbox.
 */
declare const __CHANNEL_NAMES__: readonly ChannelName[]

// The preload gives the page `window.desk` and nothing else: one function for each channel, and the topics that
// changed.
const ask = Object.fromEntries(
  __CHANNEL_NAMES__.map((name) => [name, (argument: unknown) => ipcRenderer.invoke(`desk:${name}`, argument)]),
) as Asks<ChannelName>

const bridge: DeskBridge = {
  ask,
  onChanged: (listener) => {
    const onMessage = (_event: unknown, topics: readonly Topic[]) => listener(topics)
    ipcRenderer.on('desk:changed', onMessage)
    return () => {
      ipcRenderer.off('desk:changed', onMessage)
    }
  },
}

contextBridge.exposeInMainWorld('desk', bridge)

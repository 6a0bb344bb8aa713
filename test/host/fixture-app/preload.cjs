'use strict'
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('bridge', {
  /** @type {(channel: string, ...args: unknown[]) => Promise<unknown>} */
  ask: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  /** @type {(text: string) => void} */
  say: (text) => ipcRenderer.send('say', text),
  /** @type {(channel: string, listener: (news: unknown) => void) => () => void} */
  onNews: (channel, listener) => {
    /** @type {(event: unknown, news: unknown) => void} */
    const hear = (_event, news) => listener(news)
    ipcRenderer.on(channel, hear)
    return () => {
      ipcRenderer.off(channel, hear)
    }
  },
})

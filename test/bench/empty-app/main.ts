// An app that only shows an empty window. It measures what the shell itself needs.
import { app, BrowserWindow, protocol } from 'electron'

if (process.env.ONCE_USER_DATA) app.setPath('userData', process.env.ONCE_USER_DATA)
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.enableSandbox()
await app.whenReady()
const page = '<!doctype html><title>Empty</title>'
protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }))
const window = new BrowserWindow({
  width: 1000,
  height: 700,
  webPreferences: { sandbox: true, contextIsolation: true },
})
await window.loadURL('app://once/index.html')
app.on('window-all-closed', () => app.quit())

import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.layer.css'
import './ui/tokens.css'
import './ui/base.css'
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { DeskProvider } from './desk.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { reportErrors } from './shell/report-errors.ts'
import { DeskStateProvider } from './shell/use-desk-state.tsx'
import { KeysProvider } from './ui/keys.tsx'
import { Look } from './ui/look.tsx'
import { UnkeptForm } from './ui/text-field.tsx'
import { ClockProvider } from './ui/time.tsx'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
setNonce(nonce)

const { desk } = window
const report = reportErrors(window, desk)
// An answer is drawn as soon as it is there, not a timer later.
notifyManager.setScheduler(queueMicrotask)
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, networkMode: 'always' },
  },
})

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Look nonce={nonce}>
        <UnkeptForm />
        <KeysProvider>
          <DeskStateProvider>
            <ErrorBoundary report={report}>
              <QueryClientProvider client={queries}>
                <DeskProvider desk={desk}>
                  <ClockProvider now={Date.now}>
                    <App report={report} />
                  </ClockProvider>
                </DeskProvider>
              </QueryClientProvider>
            </ErrorBoundary>
          </DeskStateProvider>
        </KeysProvider>
      </Look>
    </StrictMode>,
  )

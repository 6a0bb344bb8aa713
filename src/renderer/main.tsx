import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.layer.css'
import './ui/tokens.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { DeskProvider } from './bridge/desk.tsx'
import { createQueries } from './bridge/queries.ts'
import { reportErrors } from './bridge/report-errors.ts'
import { DeskStateProvider } from './state/use-desk-state.tsx'
import { UnkeptForm } from './ui/field/text-field.tsx'
import { KeysProvider } from './ui/keys/keys.tsx'
import { Theme } from './ui/theme.tsx'
import { ClockProvider } from './ui/time.tsx'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
setNonce(nonce)

const { desk } = window
const report = reportErrors(window, desk)
const queries = createQueries(report)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Theme nonce={nonce}>
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
      </Theme>
    </StrictMode>,
  )

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode, useLayoutEffect, useState } from 'react'
import { DeskProvider } from '../../../src/renderer/bridge/desk.tsx'
import { createQueries } from '../../../src/renderer/bridge/queries.ts'
import type { Report } from '../../../src/renderer/bridge/report-errors.ts'
import type { DeskAction } from '../../../src/renderer/state/desk-state.ts'
import { DeskStateProvider, useDeskState } from '../../../src/renderer/state/use-desk-state.tsx'
import { UnkeptForm } from '../../../src/renderer/ui/field/text-field.tsx'
import { KeysProvider } from '../../../src/renderer/ui/keys/keys.tsx'
import { Theme } from '../../../src/renderer/ui/theme.tsx'
import { ClockProvider } from '../../../src/renderer/ui/time.tsx'
import type { DeskBridge } from '../../../src/shared/contract.ts'
import { NOW } from '../desk-samples.ts'

const readClock = () => NOW

interface ProvidersProps {
  /** Hears of an exception inside a question. */
  readonly report: Report
  readonly desk: DeskBridge
  /** What the person did before: the part is shown in the state that these lead to. */
  readonly after: readonly DeskAction[]
  readonly children: ReactNode
}

/** The same providers around a part of the screen as main.tsx puts around the whole; only the clock stands still. */
export function Providers({ report, desk, after, children }: ProvidersProps) {
  const [queries] = useState(() => createQueries(report))
  return (
    <StrictMode>
      <Theme nonce="">
        <UnkeptForm />
        <KeysProvider>
          <DeskStateProvider>
            <QueryClientProvider client={queries}>
              <DeskProvider desk={desk}>
                <ClockProvider now={readClock}>
                  {/* As in every view, a part stands in a region that scrolls and that the cursor may leave. */}
                  <div data-scroll data-stops>
                    <After actions={after}>{children}</After>
                  </div>
                </ClockProvider>
              </DeskProvider>
            </QueryClientProvider>
          </DeskStateProvider>
        </KeysProvider>
      </Theme>
    </StrictMode>
  )
}

function After({ actions, children }: { readonly actions: readonly DeskAction[]; readonly children: ReactNode }) {
  const { go } = useDeskState()
  const [isReady, setIsReady] = useState(false)
  useLayoutEffect(() => {
    for (const action of actions) go(action)
    setIsReady(true)
  }, [actions, go])
  return isReady ? children : null
}

import { IconMoodSad } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { say } from '../../shared/text/index.ts'
import type { Report } from '../bridge/report-errors.ts'
import { Button } from '../ui/button.tsx'
import { EmptyFace } from '../ui/face.tsx'
import { useKeys } from '../ui/keys/keys.tsx'

interface ErrorBoundaryProps {
  readonly report: Report
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly failed: boolean
}

/**
 * Catches an exception of a view, writes it to the log and offers to load the view again. The state of the desk is
 * outside it.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    this.props.report(error, 'boundary')
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <BrokenView onReload={() => this.setState({ failed: false })} />
  }
}

/** Says that the view failed; one key loads it again. */
function BrokenView({ onReload }: { readonly onReload: () => void }) {
  useKeys('region', { reload: onReload })
  return (
    <div role="alert">
      <EmptyFace icon={IconMoodSad} title={say('boundary.title')} text={say('boundary.text')}>
        <Button look="main" keyName="reload" onClick={onReload}>
          {say('boundary.reload')}
        </Button>
      </EmptyFace>
    </div>
  )
}

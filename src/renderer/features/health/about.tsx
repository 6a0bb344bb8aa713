import { useState } from 'react'
import { say } from '../../../shared/text/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { useTell } from '../../bridge/use-tell.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys/keys.tsx'
import { Heading } from '../../ui/regions.tsx'
import styles from './health.module.css'

/** What this desk is: release, central service, platform, storage of tokens. One key copies it for a report. */
export function About() {
  const { data: info } = useAsk('app.info', {})
  const { data: session } = useAsk('session.get', {})
  const copy = useTell('app.copy')
  const [copied, setCopied] = useState(false)
  const facts = [
    [say('health.release'), info ? say('status.release', { release: info.release }) : ''],
    [say('health.central'), info?.centralOrigin ?? ''],
    [say('health.platform'), info?.platform ?? ''],
    [say('health.tokens'), session ? say(`health.tokens.${session.tokensKept}`) : ''],
  ] as const
  const copyFacts = async () => {
    const result = await copy.tell({ text: facts.map(([name, value]) => `${name}: ${value}`).join('\n') })
    setCopied(result.ok)
  }
  useKeys('region', { copy: () => void copyFacts() })
  return (
    <section className={styles.facts}>
      <Heading>{say('region.do.health')}</Heading>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Button keyName="copy" wide onClick={() => void copyFacts()}>
        <span aria-live="polite">{copied ? say('common.copied') : say('health.copyAbout')}</span>
      </Button>
    </section>
  )
}

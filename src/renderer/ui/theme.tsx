import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'

// Mantine needs ten shades. Few of them are visible, because `tokens` below takes the colours from tokens.css.
const accent: MantineColorsTuple = [
  '#eef1fe',
  '#dde3fd',
  '#bcc7fb',
  '#98a9f8',
  '#798ef3',
  '#5f76eb',
  '#4a62e0',
  '#3b52cf',
  '#3145b3',
  '#293a93',
]

const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 'md',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '20px' },
  respectReducedMotion: true,
})

/** Gives Mantine the colours of tokens.css, because its default colours have too little contrast. */
const tokens: CSSVariablesResolver = () => {
  const colours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-error': 'var(--danger-ink)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-color-anchor': 'var(--accent-ink)',
  }
  // Mantine draws dark fields with these shades.
  const dark = {
    '--mantine-color-dark-4': 'var(--line-strong)',
    '--mantine-color-dark-5': 'var(--hover)',
    '--mantine-color-dark-6': 'var(--surface)',
    '--mantine-color-dark-7': 'var(--surface)',
  }
  return { variables: {}, light: colours, dark: { ...colours, ...dark } }
}

interface ThemeProps {
  readonly nonce: string
  readonly children: ReactNode
}

/**
 * Mantine with the desk's colours; light or dark follows the system. `nonce` is that of the page's content security
 * policy.
 */
export function Theme({ nonce, children }: ThemeProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokens} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      {children}
    </MantineProvider>
  )
}

import { describe, expect, it } from 'vitest'
import { chooseWay } from './way.ts'

const withElectron = { demanded: undefined, hasElectron: true, hasDisplay: true }

describe('the way to run the desk', () => {
  it('is Electron where its program and a display are there, else the host', () => {
    expect(chooseWay(withElectron)).toBe('electron')
    expect(chooseWay({ ...withElectron, hasElectron: false })).toBe('host')
    expect(chooseWay({ ...withElectron, hasDisplay: false })).toBe('host')
  })

  it('is the one that ONCE_RUN_IN demands', () => {
    expect(chooseWay({ ...withElectron, demanded: 'electron' })).toBe('electron')
    expect(chooseWay({ ...withElectron, demanded: 'host' })).toBe('host')
  })

  it('fails instead of falling back to the host when Electron is demanded', () => {
    const demanding = { ...withElectron, demanded: 'electron' }
    expect(() => chooseWay({ ...demanding, hasElectron: false })).toThrow("Electron's program is not installed")
    expect(() => chooseWay({ ...demanding, hasDisplay: false })).toThrow('there is no display')
  })

  it('fails when ONCE_RUN_IN names anything else', () => {
    expect(() => chooseWay({ ...withElectron, demanded: 'Electron' })).toThrow('takes electron or host, not Electron')
  })
})

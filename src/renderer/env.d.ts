/// <reference types="vite/client" />
import type { DeskBridge } from '../shared/contract.ts'

declare global {
  interface Window {
    /** Put there by the preload: the screen's only way out. */
    readonly desk: DeskBridge
  }
}

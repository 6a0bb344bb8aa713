/// <reference types="vite/client" />
import type { DeskBridge } from '../shared/contract.ts'

declare global {
  interface Window {
    /** The bridge that the preload exposes: the only way from the screen to main and the engine. */
    readonly desk: DeskBridge
  }
}

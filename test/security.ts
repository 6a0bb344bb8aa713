import { type Proof, proof } from './proof.ts'

/** One line of the security checklist, with the tests that prove it. */
export interface SecurityItem {
  readonly number: number
  readonly what: string
  readonly proofs: readonly Proof[]
  /** What a packaged desk will do, for a line that needs packaging; there is no packaging yet. */
  readonly whenPackaged?: string
}

const ARCHITECTURE = 'test/architecture.test.ts'
const WINDOW = 'test/main/shell/window.test.ts'
const APP = 'test/main/shell/app-protocol.test.ts'
const IPC = 'test/main/shell/ipc.test.ts'
const VAULT = 'test/main/shell/token-vault.test.ts'
const CRASH = 'test/main/shell/crash.test.ts'
const TRANSPORT = 'test/main/engine/central/http/transport.test.ts'
const REFUND = 'test/main/engine/features/refund/refund.test.ts'
const SCREEN = 'test/e2e/security.spec.ts'
const CARD = 'test/e2e/card-number.spec.ts'
const LOG = 'test/e2e/log.spec.ts'

/** The checklist, in its order; it follows Electron's security guide, and PCI DSS where it speaks of cards. */
export const checklist: readonly SecurityItem[] = [
  {
    number: 1,
    what: 'Every window is isolated, sandboxed and without Node',
    proofs: [proof(WINDOW, 'every window is sandboxed'), proof(ARCHITECTURE, 'new (BrowserWindow')],
  },
  {
    number: 2,
    what: 'Web security is on; no insecure content, engine switches or webview',
    proofs: [proof(WINDOW, 'every window is sandboxed', 'embed a webview'), proof(ARCHITECTURE, 'enableBlinkFeatures')],
  },
  {
    number: 3,
    what: 'The page comes from app://, and no path leaves its folder',
    proofs: [proof(APP, 'is not found')],
  },
  {
    number: 4,
    what: 'The page carries its policy: nothing inline, no eval, no connection',
    proofs: [proof(APP, 'the page carries the policy'), proof(SCREEN, 'the policy stops foreign code')],
  },
  {
    number: 5,
    what: 'The screen has no network; main speaks to one address, by https',
    proofs: [
      proof(WINDOW, 'use the network'),
      proof(SCREEN, 'the page reaches no network'),
      proof(TRANSPORT, 'the address of the central service'),
    ],
  },
  {
    number: 6,
    what: 'The preload gives named functions and nothing else',
    proofs: [proof(SCREEN, 'the page has the contract and nothing else')],
  },
  {
    number: 7,
    what: 'IPC checks the sender and fails closed',
    proofs: [proof(IPC, 'the sender is checked and fails closed')],
  },
  {
    number: 8,
    what: 'Every argument meets its schema and a limit of size',
    proofs: [proof(IPC, 'the argument is checked before anybody answers', 'padding:')],
  },
  {
    number: 9,
    what: 'Charge, currency and what is left come from the store, not from the screen; the amounts that the screen showed are sent along',
    proofs: [
      proof(REFUND, 'with its exact bytes', 'never goes above what is left', 'when the screen showed old amounts'),
    ],
  },
  {
    number: 10,
    what: 'Permissions are refused, asked for or checked',
    proofs: [proof(WINDOW, 'ask for a permission')],
  },
  {
    number: 11,
    what: 'No navigation, no redirect, no new window',
    proofs: [
      proof(WINDOW, 'open a window, navigate away', 'use the network'),
      proof(SCREEN, 'opens no window, and stays where it is'),
    ],
  },
  { number: 12, what: 'Nothing is opened outside the desk', proofs: [proof(ARCHITECTURE, 'openExternal')] },
  {
    number: 13,
    what: 'No way to run it as Node',
    proofs: [],
    whenPackaged: 'fuses RunAsNode, NODE_OPTIONS and inspect off',
  },
  {
    number: 14,
    what: 'Only the archive that was built is run',
    proofs: [],
    whenPackaged: 'fuses for the integrity of the archive, for loading from it alone and for encrypted cookies on',
  },
  {
    number: 15,
    what: 'file:// has no privileges',
    proofs: [],
    whenPackaged: 'fuse for file privileges off, every fuse set or the build fails',
  },
  {
    number: 16,
    what: 'Tokens are stored by the key ring of the system, or not at all',
    proofs: [proof(VAULT, 'with a key ring the session outlives', 'basic_text')],
  },
  {
    number: 17,
    what: 'No card number and no CVV anywhere',
    proofs: [
      proof(CARD, 'is in no message, no file and no log'),
      proof(IPC, 'with a card number is refused by its code'),
    ],
  },
  { number: 18, what: 'No code hashes a card number', proofs: [proof(ARCHITECTURE, 'names a card')] },
  {
    number: 19,
    what: 'The log holds named fields and scrubbed text',
    proofs: [
      proof('test/shared/log/scrub.test.ts', 'drops fields that are not named', 'withholds every other message'),
      proof(LOG, 'nothing of the customer is in the log'),
    ],
  },
  { number: 20, what: 'No dump of memory leaves the machine', proofs: [proof(ARCHITECTURE, 'crashReporter')] },
  {
    number: 21,
    what: 'Every way to crash ends in the log',
    proofs: [
      proof(CRASH, 'is on disk when the process has ended'),
      proof(LOG, 'errors and rejections of the screen', 'the end of the engine', 'the end of the screen'),
    ],
  },
  {
    number: 22,
    what: 'One desk on its files, which are private',
    proofs: [
      proof('test/e2e/second-desk.spec.ts', 'a second desk on the same folder'),
      proof('test/main/engine/store/sqlite/lease.test.ts', 'one process at a time'),
      proof('test/main/engine/store/sqlite/open.test.ts', 'in a private folder', 'a folder that others could read'),
    ],
  },
  { number: 23, what: 'No value is ever written into SQL', proofs: [proof(ARCHITECTURE, 'ever written into SQL')] },
  {
    number: 24,
    what: 'A bad certificate and a redirect end the request',
    proofs: [proof(ARCHITECTURE, 'rejectUnauthorized'), proof(TRANSPORT, 'is not followed')],
  },
  {
    number: 25,
    what: 'Every dependency is one version, the same in the lock',
    proofs: [proof(ARCHITECTURE, 'every dependency is pinned')],
    whenPackaged: 'signed updates and a list of the contents',
  },
]

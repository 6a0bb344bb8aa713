import { type Proof, proof } from '../proof.ts'

/** A fault between the key press and the money, with the tests that prove that no refund is doubled or lost. */
export interface Fault {
  readonly number: number
  readonly what: string
  readonly proofs: readonly Proof[]
  /** What the tests do instead of the fault, for a fault that no test machine can produce. */
  readonly closest?: string
}

const KILLS = 'test/faults/kills.test.ts'
const ANSWERS = 'test/faults/answers.test.ts'
const FILES = 'test/faults/files.test.ts'
const TIME = 'test/faults/time.test.ts'
const TWO = 'test/faults/two-desks.test.ts'
const SEND = 'test/main/engine/outbox/send.test.ts'
const REFUND = 'test/main/engine/features/refund/refund.test.ts'
const MEND = 'test/main/engine/store/desk/mend.test.ts'
const OPEN = 'test/main/engine/store/sqlite/open.test.ts'

/** The forty faults in their order. */
export const faults: readonly Fault[] = [
  { number: 1, what: 'Killed before the commit', proofs: [proof(KILLS, "[1, 'submit_begun'")] },
  { number: 2, what: 'Killed inside the transaction', proofs: [proof(KILLS, "[2, 'submit_in_transaction'")] },
  {
    number: 3,
    what: 'Killed after the commit, before the journal or the receipt',
    proofs: [
      proof(KILLS, "[3, 'submit_committed'", "[3, 'submit_journaled'"),
      proof(MEND, 'the process ended between commit and journal'),
    ],
  },
  {
    number: 4,
    what: 'Killed after "sending" was committed, before the socket',
    proofs: [proof(KILLS, "[4, 'attempt_committed'", "[4, 'attempt_journaled'")],
  },
  {
    number: 5,
    what: 'Killed in the middle of the request',
    proofs: [
      proof(KILLS, "[5, 'request_begun'"),
      proof('test/main/engine/outbox/restart.test.ts', 'killed while the request is under way'),
    ],
  },
  {
    number: 6,
    what: 'The central service commits and the reply is lost',
    proofs: [
      proof(ANSWERS, "[6, 'the reply is lost'"),
      proof(
        'test/main/engine/outbox/restart.test.ts',
        'killed after the central service has given the refund, before the reply',
      ),
    ],
  },
  {
    number: 7,
    what: 'Killed between the reply and its confirmation',
    proofs: [proof(KILLS, "[7, 'reply_read'", "[7, 'answer_begun'")],
  },
  {
    number: 8,
    what: 'Killed inside the confirmation',
    proofs: [proof(KILLS, "[8, 'answer_in_transaction'", "[8, 'answer_committed'")],
  },
  {
    number: 9,
    what: 'Twenty presses in a second, Enter and click',
    proofs: [
      proof(REFUND, 'Enter held down: twenty submits make one refund'),
      proof('test/e2e/call.spec.ts', 'a key held down and pressed again is one refund'),
    ],
  },
  {
    number: 10,
    what: 'Two windows, two instances',
    proofs: [
      proof('test/main/engine/store/sqlite/lease.test.ts', 'one process at a time holds a store folder'),
      proof(
        'test/main/engine/open-desk.test.ts',
        'a second engine on the same files answers store_in_use and touches nothing',
      ),
      proof('test/host/host.test.ts', 'lets one instance run and tells it about the second instance'),
    ],
  },
  {
    number: 11,
    what: 'Two agents, one charge',
    proofs: [
      proof(
        'test/main/engine/outbox/reference-central.test.ts',
        'two agents refund one charge: the second is refused as stale',
      ),
      proof(
        'test/main/engine/features/review/review.test.ts',
        'two agents refund one charge: the second reads who gave back how much, and when',
      ),
    ],
  },
  { number: 12, what: 'One charge, different keys, online and offline', proofs: [proof(TWO, 'fault 12,')] },
  {
    number: 13,
    what: 'The clock a day off, summer time',
    proofs: [
      proof(TIME, 'fault 13,'),
      proof(SEND, 'a clock that was set back by a day does not hold back waiting refunds'),
    ],
  },
  {
    number: 14,
    what: 'Eight hours of sleep in the middle of a request',
    proofs: [proof(TIME, 'fault 14,')],
    closest:
      'No machine is put to sleep: the clock jumps by eight hours while the answer hangs, and the desk is woken.',
  },
  {
    number: 15,
    what: 'The disk is full at the key press',
    proofs: [proof(REFUND, 'fails as disk_full, queues nothing')],
  },
  {
    number: 16,
    what: 'The disk is full at the confirmation',
    proofs: [proof(SEND, 'a disk that accepts no write at the answer leaves the intent in sending')],
  },
  {
    number: 17,
    what: 'The power fails',
    proofs: [
      proof(FILES, 'fault 17,'),
      proof(OPEN, 'every open is WAL with synchronous=FULL'),
      proof('test/main/engine/store/journal/journal.test.ts', 'holds every line for which append has returned'),
    ],
    closest:
      'No power is cut and no block device is replayed: the files of the moment of each receipt are opened elsewhere.',
  },
  {
    number: 18,
    what: 'A byte of the log flipped, or the log cut',
    proofs: [proof(FILES, 'fault 18,'), proof(MEND, 'a flipped byte in the log of the database loses no refund')],
  },
  {
    number: 19,
    what: 'The head of the database damaged',
    proofs: [
      proof(MEND, 'a desk.db that is no database is moved aside unchanged'),
      proof('test/main/engine/store/copy-store.test.ts', 'a damaged copy is removed, because it can be filled again'),
    ],
  },
  {
    number: 20,
    what: 'An older build opens a newer file',
    proofs: [proof(OPEN, 'a file of a later build is refused and stays unchanged')],
  },
  {
    number: 21,
    what: 'Killed in the middle of a migration',
    proofs: [
      proof(FILES, 'fault 21,'),
      proof(OPEN, 'later migrations run on the next open; a migration that fails leaves the file'),
    ],
  },
  {
    number: 22,
    what: 'A poisonous booking in the feed',
    proofs: [
      proof('test/main/engine/sync/sync.test.ts', 'bookings of the wrong shape are listed'),
      proof('test/main/engine/sync/apply.test.ts', 'quarantine affects no other change'),
    ],
  },
  {
    number: 23,
    what: 'The same booking twice, and out of order',
    proofs: [proof('test/main/engine/sync/apply.test.ts', 'changes that are late, repeated, out of order or deleted')],
  },
  {
    number: 24,
    what: 'The cursor is gone, the epoch changes',
    proofs: [
      proof(
        'test/main/engine/sync/sync.test.ts',
        'a new epoch is filled beside the copy that answers',
        'a cursor that is gone starts a new fill',
      ),
      proof('test/main/engine/sync/central.test.ts', 'gone cursors and a new epoch'),
    ],
  },
  {
    number: 25,
    what: 'The central service restarts in the middle of a page',
    proofs: [
      proof(TWO, 'fault 25,'),
      proof('test/main/engine/sync/apply.test.ts', 'a page is applied as a whole with its cursor, or not at all'),
    ],
  },
  {
    number: 26,
    what: '401 in the middle of a refund while the agent changes',
    proofs: [proof(ANSWERS, 'fault 26,'), proof(SEND, 'a token that expires between two requests is renewed once')],
  },
  {
    number: 27,
    what: 'A proxy answers HTML with 200',
    proofs: [
      proof(ANSWERS, "[27, 'a proxy answers HTML"),
      proof('test/main/engine/central/session/session.test.ts', '%d with HTML is broken'),
    ],
  },
  {
    number: 28,
    what: '201 with another amount, key or charge',
    proofs: [proof(ANSWERS, "[28, 'another amount'", "[28, 'another key'", "[28, 'another charge'")],
  },
  { number: 29, what: 'The JSON breaks off', proofs: [proof(ANSWERS, "[29, 'the JSON breaks off'")] },
  { number: 30, what: 'An answer that drips in', proofs: [proof(ANSWERS, 'fault 30,')] },
  { number: 31, what: 'A gzip bomb', proofs: [proof(ANSWERS, 'fault 31,')] },
  {
    number: 32,
    what: 'A storm of 429, Retry-After in seconds, as a date, as nonsense, of ten years',
    proofs: [
      proof(
        'test/main/engine/outbox/outage.test.ts',
        '429 for every refund: no refund is sent again before its Retry-After',
      ),
      proof('test/main/engine/central/endpoints/refunds.test.ts', 'Retry-After %s'),
      proof(SEND, 'Retry-After delays the next attempt'),
    ],
  },
  {
    number: 33,
    what: '503 for two hours',
    proofs: [
      proof('test/main/engine/outbox/outage.test.ts', '503 for eight minutes: the breaker lets single trials through'),
    ],
  },
  {
    number: 34,
    what: '409: the key is being worked on',
    proofs: [proof(ANSWERS, "[34, 'the key is being worked on'")],
  },
  {
    number: 35,
    what: '422: the key was used for something else',
    proofs: [proof(ANSWERS, "[35, 'the code of a key that was used")],
  },
  {
    number: 36,
    what: '307 and 308, to another origin',
    proofs: [
      proof(ANSWERS, 'fault 36,'),
      proof('test/main/engine/central/http/transport.test.ts', '%d is not followed'),
    ],
  },
  {
    number: 37,
    what: 'First sent after a long time in the queue',
    proofs: [
      proof(
        'test/main/engine/outbox/late.test.ts',
        'waits for a level copy, and is sent when nothing has changed',
        'needs a person when somebody else has given back money',
      ),
    ],
  },
  {
    number: 38,
    what: 'The screen crashes, main throws an exception',
    proofs: [
      proof(
        'test/e2e/log.spec.ts',
        'the end of the engine reaches the log, and the desk goes on',
        'the end of the screen',
      ),
      proof('test/main/shell/crash.test.ts', 'an uncaught %s is on disk when the process has ended'),
    ],
  },
  {
    number: 39,
    what: 'The app is closed while it sends',
    proofs: [proof(SEND, 'stopping waits for an answer that is on its way', 'stopping does not wait for ever')],
  },
  {
    number: 40,
    what: 'Another program locks the database',
    proofs: [proof(FILES, 'fault 40,')],
    closest: 'A virus scanner’s own lock exists on Windows only: another process locks the file.',
  },
]

/**
 * A deliberate bug: a text that occurs exactly once in a file, its replacement, and the tests that must fail with it.
 */
export interface Mutant {
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
  /** The files of the tests, relative to the project's root. */
  readonly tests: readonly string[]
}

const SEND = 'test/main/engine/outbox/send.test.ts'
const RESTART = 'test/main/engine/outbox/restart.test.ts'
const ANSWER = 'test/main/engine/central/endpoints/refunds.test.ts'
const MEND = 'test/main/engine/store/desk/mend.test.ts'
const COMPACT = 'test/main/engine/store/desk/compact.test.ts'
const REFUND = 'test/main/engine/features/refund/refund.test.ts'
const DECISIONS = 'test/main/engine/features/group/decisions.test.ts'
const VERDICT = 'test/main/engine/domain/verdict'
const KEEP_ONE = 'test/main/engine/domain/refund/keep-one.test.ts'
const GUARDED_DESK = 'test/main/engine/features/refund/keep-one.test.ts'

/** Bugs that would cost money, in places where a tired person might make them. */
export const mutants: readonly Mutant[] = [
  {
    name: 'each retry has a new key',
    file: 'src/main/engine/central/http/client.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
    find: '`"${key}"`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
    replace: '`"${crypto.randomUUID()}"`',
    tests: [SEND],
  },
  {
    name: '"queued" is answered before the commit',
    file: 'src/main/engine/store/desk-store.ts',
    find: 'const written = writeInOneGo(store, () => {',
    replace: `if (what === 'submit') {
        const early: ReturnType<typeof work>[] = []
        try {
          store.sqlite.transaction(() => {
            early.push(work())
            throw new Error('later')
          })()
        } catch {}
        lines = []
        setImmediate(() => writeInOneGo(store, work))
        return { ok: true, value: early[0] as ReturnType<typeof work> }
      }
      const written = writeInOneGo(store, () => {`,
    tests: [REFUND],
  },
  {
    name: '"queued" is answered before the journal is written',
    file: 'src/main/engine/store/desk-store.ts',
    find: 'const journaled = journal.append(unjournaled)',
    replace: `const late = unjournaled
        setImmediate(() => journal.append(late))
        const journaled: Result<null> = { ok: true, value: null }`,
    tests: [MEND],
  },
  {
    name: 'the journal is not synced',
    file: 'src/main/engine/store/journal/journal.ts',
    find: 'file.sync()',
    replace: '',
    tests: ['test/main/engine/store/journal/journal.test.ts'],
  },
  {
    name: 'the journal forgets a refund that may still go wrong',
    file: 'src/main/engine/store/desk/journal-retention.ts',
    find: "state === 'confirmed' && centralState === 'succeeded'",
    replace: "state === 'confirmed'",
    tests: [COMPACT],
  },
  {
    name: 'the journal forgets a refund that was cancelled, and an old backup sends it',
    file: 'src/main/engine/store/desk/journal-retention.ts',
    find: "(state === 'refused' && acknowledgedAt !== null)",
    replace: "(state === 'refused' && acknowledgedAt !== null) || state === 'cancelled'",
    tests: [COMPACT],
  },
  {
    name: 'a desk behind its journal does not ask first',
    file: 'src/main/engine/store/desk/mend.ts',
    find: 'set({ askFirst: true })',
    replace: 'set({ askFirst: false })',
    tests: [MEND],
  },
  {
    name: 'an old backup wins over its journal',
    file: 'src/main/engine/store/desk/mend.ts',
    find: 'line.step > row.step',
    replace: 'line.step < 0',
    tests: [MEND],
  },
  {
    name: 'an intent that was under way when the process ended counts as refused',
    file: 'src/main/engine/store/desk/intent-steps.ts',
    find: "meaningOf('restart', 'restart')",
    replace: "meaningOf('refused', 'restart')",
    tests: [RESTART],
  },
  {
    name: 'a refund does not wait for the proof of the copy',
    file: 'src/main/engine/features/health/copy-proof.ts',
    find: 'if (WAITS_FOR_PROOF.has(question)) {',
    replace: 'if (WAITS_FOR_PROOF.size === 0) {',
    tests: ['test/main/engine/features/health/copy-proof.test.ts'],
  },
  {
    name: 'a fill from before a power cut goes on',
    file: 'src/main/engine/store/copy/copy-files.ts',
    find: 'return Math.abs(noted - bootedAt) < BOOT_TOLERANCE_MS',
    replace: 'return !Number.isNaN(noted - bootedAt)',
    tests: ['test/main/engine/store/copy-store.test.ts'],
  },
  {
    name: 'an open does not set synchronous=FULL',
    file: 'src/main/engine/store/sqlite/open.ts',
    find: 'const SYNCHRONOUS = { full: 2,',
    replace: 'const SYNCHRONOUS = { full: 1,',
    tests: ['test/main/engine/store/sqlite/open.test.ts'],
  },
  {
    name: 'the request is sent before "sending" is on disk',
    file: 'src/main/engine/outbox/attempt-refund.ts',
    find: "const started = desk.write('attempt', () =>",
    replace: `const early = findIntent(desk, key)
  if (early !== undefined) await exchange(ports, early)
  const started = desk.write('attempt', () =>`,
    tests: [SEND],
  },
  {
    name: '5xx counts as refused',
    file: 'src/main/engine/central/endpoints/refunds.ts',
    find: '!REFUSING.has(status) || executed !== false',
    replace: 'status < 500 && (!REFUSING.has(status) || executed !== false)',
    tests: [ANSWER],
  },
  {
    name: 'a refusal counts without proof',
    file: 'src/main/engine/central/endpoints/refunds.ts',
    find: '!REFUSING.has(status) || executed !== false',
    replace: '!REFUSING.has(status)',
    tests: [ANSWER],
  },
  {
    name: 'the echoed facts are not checked',
    file: 'src/main/engine/central/wire/refund.ts',
    find: 'if (wrong !== null)',
    replace: "if (wrong === 'never')",
    tests: [ANSWER],
  },
  {
    name: 'an older state of a refund overwrites a newer one',
    file: 'src/main/engine/domain/refund/state.ts',
    find: 'return known === null || news.updatedAt > known.updatedAt',
    replace: 'return true',
    tests: [REFUND],
  },
  {
    name: 'Retry-After is ignored',
    file: 'src/main/engine/domain/backoff.ts',
    find: 'notBefore ?? 0)',
    replace: '0)',
    tests: [SEND],
  },
  {
    name: 'a refund is sent with the token of another agent',
    file: 'src/main/engine/central/endpoints/refunds.ts',
    find: 'onBehalfOf: refund.agentId,',
    replace: '',
    tests: ['test/faults/answers.test.ts'],
  },
  {
    name: 'a POST follows a redirect',
    file: 'src/main/engine/central/http/transport.ts',
    find: "redirect: 'manual'",
    replace: "redirect: 'follow'",
    tests: ['test/main/engine/central/http/transport.test.ts'],
  },
  {
    name: 'the size of an answer is not limited after gunzip',
    file: 'src/main/engine/central/http/read-body.ts',
    find: 'if (bytes > maxBytes)',
    replace: 'if (bytes < 0)',
    tests: ['test/main/engine/central/http/transport.test.ts'],
  },
  {
    name: 'one desk gives back both charges of a pair',
    file: 'src/main/engine/features/refund/balance.ts',
    find: 'kept: keptOf(desk, copy, id, isOther),',
    replace: "kept: 'no',",
    tests: [REFUND],
  },
  {
    name: 'the charge to keep is given back',
    file: 'src/shared/rules/keep-one.ts',
    find: "return wish.chargeId === group.keepChargeId ? 'keep_charge' : null",
    replace: 'return null',
    tests: [KEEP_ONE],
  },
  {
    name: 'every charge of a group is given back',
    file: 'src/shared/rules/keep-one.ts',
    find: "if (!others.some((other) => isAsGood(other, charge))) return 'last_paid'",
    replace: '',
    tests: [KEEP_ONE],
  },
  {
    name: 'an agent passes the keep-one guard with a note',
    file: 'src/main/engine/domain/refund/keep-one.ts',
    find: "may(user, 'pass_keep_one') && note.trim() !== ''",
    replace: "note.trim() !== ''",
    tests: [KEEP_ONE],
  },
  {
    name: 'the desk does not ask the keep-one guard',
    file: 'src/main/engine/features/refund/submit.ts',
    find: 'findObstacle(wish, balance, keptBalance) ?? keepOne.obstacle',
    replace: 'findObstacle(wish, balance, keptBalance)',
    tests: [GUARDED_DESK],
  },
  {
    name: 'a refund that waited long does not ask the keep-one guard again',
    file: 'src/main/engine/domain/refund/rules.ts',
    find: "return now.guard === null || now.guard === then.guard ? null : 'group_changed'",
    replace: 'return null',
    tests: [GUARDED_DESK],
  },
  {
    name: 'an agent may give back in bulk',
    file: 'src/main/engine/features/refund/bulk.ts',
    find: "if (!may(user, 'bulk_refund')) return failed('not_allowed', 'role')",
    replace: '',
    tests: ['test/main/engine/features/refund/bulk.test.ts'],
  },
  {
    name: 'central service: the fingerprint of a request is ignored',
    file: 'test/central/refunds/key-ledger.ts',
    find: 'if (row.fingerprint !== fingerprint)',
    replace: 'if (row.fingerprint === null)',
    tests: ['test/central/refunds/key-ledger.test.ts'],
  },
  {
    name: 'central service: the kept charge is not checked',
    file: 'test/central/refunds/refund-rules.ts',
    find: 'if (request.keep_charge_id && !staysPaid',
    replace: "if (request.keep_charge_id === 'never' && !staysPaid",
    tests: ['test/central/refunds/duplicates.test.ts'],
  },
  {
    name: 'central service: the expected refunded amount is not checked',
    file: 'test/central/refunds/refund-rules.ts',
    find: 'if (request.expected_refunded_minor !== charge.refunded_minor)',
    replace: 'if (request.expected_refunded_minor > charge.refunded_minor)',
    tests: ['test/central/refunds/give-refund.test.ts'],
  },
  {
    name: 'a refund that waited long is not checked again before its first attempt',
    file: 'src/main/engine/domain/refund/waiting-for.ts',
    find: 'return isUntried && Math.abs(now - intent.createdAt) >= RECHECKED_AFTER_MS',
    replace: 'return false',
    tests: ['test/main/engine/outbox/late.test.ts'],
  },
  {
    name: 'two processes hold one store folder',
    file: 'src/main/engine/store/sqlite/lease.ts',
    find: "lock.exec('BEGIN EXCLUSIVE')",
    replace: "lock.exec('BEGIN')",
    tests: ['test/main/engine/store/sqlite/lease.test.ts'],
  },
  {
    name: 'a supervisor decides on their own request',
    file: 'src/main/engine/features/approval/approvals.ts',
    find: "if (requestedBy.id === user.id) return 'own_request'",
    replace: '',
    tests: ['test/main/engine/features/approval/approvals.test.ts'],
  },
  {
    name: 'local decision: each attempt has a new key',
    file: 'src/main/engine/central/http/client.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
    find: '`"${key}"`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: program text
    replace: '`"${crypto.randomUUID()}"`',
    tests: [DECISIONS],
  },
  {
    name: 'local decision: a tried one is replaced by another',
    file: 'src/main/engine/features/group/decide.ts',
    find: "if (pending.some(({ state }) => state !== 'queued')) return failed('already_waiting')",
    replace: '',
    tests: [DECISIONS],
  },
  {
    name: 'local decision: one that only an answer confirmed is not superseded',
    file: 'src/main/engine/features/group/decisions.ts',
    find: 'const answered = answeredBeyondCopy(local, copy, chargeIds)\n  const replaced',
    replace: 'const told: ToldDecision[] = []\n  const replaced',
    tests: [DECISIONS],
  },
  {
    name: 'local decision: the acceptance of any decision counts as ours',
    file: 'src/main/engine/central/endpoints/decisions.ts',
    find: ' || !isSameDecision(decision, sent)',
    replace: '',
    tests: ['test/main/engine/central/endpoints/decisions.test.ts'],
  },
  {
    name: 'verdict: a charge with a refund may be the one to keep',
    file: 'src/main/engine/domain/verdict/outcome.ts',
    find: ' && refundedOf(charge) === 0',
    replace: '',
    tests: [`${VERDICT}/outcome.test.ts`],
  },
  {
    name: 'verdict: a hold is given back',
    file: 'src/main/engine/domain/verdict/outcome.ts',
    find: "money.filter(({ state }) => state !== 'authorised')",
    replace: 'money',
    tests: [`${VERDICT}/outcome.test.ts`],
  },
  {
    name: 'verdict: a refund that failed counts as given back',
    file: 'src/main/engine/domain/verdict/refunded.ts',
    find: "state !== 'failed' && state !== 'rejected'",
    replace: "state !== 'rejected'",
    tests: [`${VERDICT}/outcome.test.ts`],
  },
  {
    name: 'verdict: a third charge joins two travellers of one reference',
    file: 'src/main/engine/domain/verdict/clusters.ts',
    find: "return relation === 'two' || (relation === undefined && ofOneDeparture)",
    replace: 'return relation === undefined && ofOneDeparture',
    tests: [`${VERDICT}/clusters.test.ts`],
  },
  {
    name: 'verdict: a superseded decision still counts',
    file: 'src/main/engine/domain/verdict/decisions.ts',
    find: '.filter(({ id }) => !superseded.has(id))',
    replace: '',
    tests: [`${VERDICT}/decisions.test.ts`],
  },
  {
    name: 'verdict: the amount at stake ignores earlier refunds',
    file: 'src/main/engine/domain/verdict/judge.ts',
    find: 'sum + leftOf(charge)',
    replace: 'sum + charge.amountMinor',
    tests: [`${VERDICT}/judge.test.ts`],
  },
  {
    name: 'an admin has the rights of a supervisor',
    file: 'src/shared/rules/permissions.ts',
    find: "admin: ['export']",
    replace: 'admin: RIGHTS',
    tests: ['test/shared/rules/permissions.test.ts'],
  },
  {
    name: 'a departure keeps what a decision on a charge that has left it said',
    file: 'src/main/engine/store/copy/dirty.ts',
    find: 'CROSS JOIN charge ON charge.id = beside.charge_id CROSS JOIN booking ON booking.id = charge.booking_id\n  WHERE named.charge_id = ?',
    replace:
      'CROSS JOIN charge ON charge.id = beside.charge_id CROSS JOIN booking ON booking.id = charge.booking_id\n  WHERE named.charge_id = ? AND 0',
    tests: ['test/main/engine/sync/apply.test.ts'],
  },
  {
    name: 'a journal of release 0.1 is not read',
    file: 'src/main/engine/store/journal/journal-line.ts',
    find: 'lineSchema.safeParse(asSecondVersion(JSON.parse(json)))',
    replace: 'lineSchema.safeParse(JSON.parse(json))',
    tests: ['test/main/engine/store/journal/journal.test.ts'],
  },
]

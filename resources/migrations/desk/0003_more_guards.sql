-- The moves again, as the table in domain/refund-state.ts has them now: judged again, asked again, voided.
DROP TRIGGER intent_moves_along_the_table;
--> statement-breakpoint
CREATE TRIGGER intent_moves_along_the_table BEFORE UPDATE OF state ON intent
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
	'queued>sending', 'queued>confirmed', 'queued>pending_approval', 'queued>refused', 'queued>needs_review', 'queued>cancelled',
	'sending>unknown', 'sending>confirmed', 'sending>pending_approval', 'sending>refused', 'sending>needs_review',
	'unknown>sending', 'unknown>confirmed', 'unknown>pending_approval', 'unknown>refused', 'unknown>needs_review',
	'needs_review>confirmed', 'needs_review>pending_approval', 'needs_review>refused', 'needs_review>unknown',
	'pending_approval>confirmed', 'pending_approval>refused', 'pending_approval>needs_review',
	'confirmed>needs_review',
	'refused>confirmed',
	'cancelled>confirmed'
) BEGIN
	SELECT RAISE(ABORT, 'once: an intent cannot move like this');
END;
--> statement-breakpoint
CREATE TRIGGER intent_facts_are_frozen BEFORE UPDATE OF facts ON intent BEGIN
	SELECT RAISE(ABORT, 'once: what an intent promises is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER intent_steps_only_grow BEFORE UPDATE OF step ON intent
WHEN NEW.step <= OLD.step BEGIN
	SELECT RAISE(ABORT, 'once: steps only grow');
END;
--> statement-breakpoint
CREATE TRIGGER approval_is_frozen BEFORE UPDATE OF
	key, refund_id, charge_id, decision, note, body, person_id, person_name, decided_at
ON approval BEGIN
	SELECT RAISE(ABORT, 'once: a decision is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER approval_is_kept BEFORE DELETE ON approval BEGIN
	SELECT RAISE(ABORT, 'once: a decision is never deleted');
END;

-- What was promised to an agent never changes: the key, the bytes and everything that they were made from.
CREATE TRIGGER intent_promise_is_frozen BEFORE UPDATE OF
	seq, key, agent_id, agent_name, charge_id, keep_charge_id, amount_minor, currency, reason, note,
	expected_refunded_minor, body, body_sha256, created_at
ON intent BEGIN
	SELECT RAISE(ABORT, 'once: what an intent promises is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER intent_is_kept BEFORE DELETE ON intent BEGIN
	SELECT RAISE(ABORT, 'once: an intent is never deleted');
END;
--> statement-breakpoint
-- The same moves as the table in domain/refund-state.ts; a test holds the two together.
CREATE TRIGGER intent_moves_along_the_table BEFORE UPDATE OF state ON intent
WHEN NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
	'queued>sending', 'queued>confirmed', 'queued>pending_approval', 'queued>refused', 'queued>needs_review', 'queued>cancelled',
	'sending>unknown', 'sending>confirmed', 'sending>pending_approval', 'sending>refused', 'sending>needs_review',
	'unknown>sending', 'unknown>confirmed', 'unknown>pending_approval', 'unknown>refused', 'unknown>needs_review',
	'needs_review>confirmed', 'needs_review>pending_approval', 'needs_review>refused',
	'pending_approval>confirmed', 'pending_approval>refused', 'pending_approval>needs_review',
	'confirmed>needs_review',
	'refused>confirmed',
	'cancelled>confirmed'
) BEGIN
	SELECT RAISE(ABORT, 'once: an intent cannot move like this');
END;
--> statement-breakpoint
CREATE TRIGGER intent_cancels_untried BEFORE UPDATE OF state ON intent
WHEN NEW.state = 'cancelled' AND OLD.state <> 'cancelled' AND OLD.attempts > 0 BEGIN
	SELECT RAISE(ABORT, 'once: only what was never tried can be taken back');
END;
--> statement-breakpoint
-- An attempt counts before its socket opens, and no attempt is ever forgotten.
CREATE TRIGGER intent_attempts_only_grow BEFORE UPDATE OF attempts ON intent
WHEN NEW.attempts < OLD.attempts BEGIN
	SELECT RAISE(ABORT, 'once: attempts only grow');
END;
--> statement-breakpoint
CREATE TRIGGER intent_sends_counted BEFORE UPDATE OF state ON intent
WHEN NEW.state = 'sending' AND OLD.state <> 'sending' AND NEW.attempts <> OLD.attempts + 1 BEGIN
	SELECT RAISE(ABORT, 'once: an attempt is counted before it starts');
END;
--> statement-breakpoint
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN
	SELECT RAISE(ABORT, 'once: the audit is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_is_frozen BEFORE UPDATE ON audit BEGIN
	SELECT RAISE(ABORT, 'once: the audit is append-only');
END;

CREATE TRIGGER ruling_is_frozen BEFORE UPDATE OF
	key, charge_ids, verdict, note, supersedes, body, person_id, person_name, decided_at
ON ruling BEGIN
	SELECT RAISE(ABORT, 'once: a decision is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER ruling_is_kept BEFORE DELETE ON ruling BEGIN
	SELECT RAISE(ABORT, 'once: a decision is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER ruling_ends_once BEFORE UPDATE OF state, central_id, ended_at ON ruling
WHEN OLD.ended_at IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'once: a decision ends once');
END;
--> statement-breakpoint
-- What may have been taken over by the central service cannot be decided again as if it had not left.
CREATE TRIGGER ruling_is_superseded_untried BEFORE UPDATE OF state ON ruling
WHEN NEW.state = 'superseded' AND OLD.state <> 'queued' BEGIN
	SELECT RAISE(ABORT, 'once: only what was never tried can be decided again');
END;
--> statement-breakpoint
CREATE TRIGGER ruling_is_never_untried_again BEFORE UPDATE OF state ON ruling
WHEN NEW.state = 'queued' AND OLD.state <> 'queued' BEGIN
	SELECT RAISE(ABORT, 'once: an attempt is never forgotten');
END;
--> statement-breakpoint
-- Two words about one pair would overtake each other.
CREATE TRIGGER ruling_is_alone BEFORE INSERT ON ruling
WHEN EXISTS (
	SELECT 1 FROM ruling_charge JOIN ruling ON ruling.key = ruling_charge.ruling_key
	WHERE ruling.ended_at IS NULL AND ruling_charge.charge_id IN (SELECT value FROM json_each(NEW.charge_ids))
	GROUP BY ruling.key HAVING count(*) >= 2
) BEGIN
	SELECT RAISE(ABORT, 'once: a decision on these charges is on its way');
END;
--> statement-breakpoint
CREATE TRIGGER ruling_charge_is_frozen BEFORE UPDATE ON ruling_charge BEGIN
	SELECT RAISE(ABORT, 'once: a decision is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER ruling_charge_is_kept BEFORE DELETE ON ruling_charge BEGIN
	SELECT RAISE(ABORT, 'once: a decision is never deleted');
END;

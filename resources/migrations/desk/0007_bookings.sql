ALTER TABLE `intent` RENAME COLUMN `record_id` TO `booking_id`;--> statement-breakpoint
ALTER TABLE `intent` RENAME COLUMN `record_reference` TO `booking_reference`;--> statement-breakpoint
DROP TRIGGER ruling_is_frozen;--> statement-breakpoint
DROP TRIGGER ruling_is_kept;--> statement-breakpoint
DROP TRIGGER ruling_ends_once;--> statement-breakpoint
DROP TRIGGER ruling_is_superseded_untried;--> statement-breakpoint
DROP TRIGGER ruling_is_never_untried_again;--> statement-breakpoint
DROP TRIGGER ruling_is_alone;--> statement-breakpoint
DROP TRIGGER ruling_charge_is_frozen;--> statement-breakpoint
DROP TRIGGER ruling_charge_is_kept;--> statement-breakpoint
CREATE TABLE `local_decision` (
	`key` text PRIMARY KEY NOT NULL,
	`charge_ids` text NOT NULL,
	`verdict` text NOT NULL,
	`note` text NOT NULL,
	`supersedes` text,
	`body` blob NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`state` text NOT NULL,
	`problem_code` text,
	`central_id` text,
	`overtaken_by` text,
	`decided_at` integer NOT NULL,
	`ended_at` integer,
	`acknowledged_at` integer,
	CONSTRAINT "local_decision_end_fits_state" CHECK(("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL)),
	CONSTRAINT "local_decision_in_force_has_id" CHECK(("state" = 'standing') = ("central_id" IS NOT NULL))
) STRICT;
--> statement-breakpoint
-- By rowid: the order in which decisions were made.
INSERT INTO `local_decision` SELECT `key`, `charge_ids`, `verdict`, `note`, `supersedes`, `body`, `person_id`, `person_name`,
	`state`, `problem_code`, `central_id`, `overtaken_by`, `decided_at`, `ended_at`, `acknowledged_at`
FROM `ruling` ORDER BY rowid;--> statement-breakpoint
CREATE TABLE `local_decision_charge` (
	`charge_id` text NOT NULL,
	`decision_key` text NOT NULL,
	PRIMARY KEY(`charge_id`, `decision_key`),
	FOREIGN KEY (`decision_key`) REFERENCES `local_decision`(`key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `local_decision_charge` SELECT `charge_id`, `ruling_key` FROM `ruling_charge`;--> statement-breakpoint
DROP TABLE `ruling_charge`;--> statement-breakpoint
DROP TABLE `ruling`;--> statement-breakpoint
CREATE INDEX `local_decision_unaccepted` ON `local_decision` (`ended_at`) WHERE "state" IN ('overtaken', 'refused') AND "acknowledged_at" IS NULL;--> statement-breakpoint
UPDATE `outbox` SET `kind` = 'decision' WHERE `kind` = 'ruling';--> statement-breakpoint
CREATE TRIGGER local_decision_is_frozen BEFORE UPDATE OF
	key, charge_ids, verdict, note, supersedes, body, person_id, person_name, decided_at
ON local_decision BEGIN
	SELECT RAISE(ABORT, 'once: a decision is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER local_decision_is_kept BEFORE DELETE ON local_decision BEGIN
	SELECT RAISE(ABORT, 'once: a decision is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER local_decision_ends_once BEFORE UPDATE OF state, central_id, ended_at ON local_decision
WHEN OLD.ended_at IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'once: a decision ends once');
END;
--> statement-breakpoint
-- What may have been taken over by the central service cannot be decided again as if it had not left.
CREATE TRIGGER local_decision_is_superseded_untried BEFORE UPDATE OF state ON local_decision
WHEN NEW.state = 'superseded' AND OLD.state <> 'queued' BEGIN
	SELECT RAISE(ABORT, 'once: only what was never tried can be decided again');
END;
--> statement-breakpoint
CREATE TRIGGER local_decision_is_never_untried_again BEFORE UPDATE OF state ON local_decision
WHEN NEW.state = 'queued' AND OLD.state <> 'queued' BEGIN
	SELECT RAISE(ABORT, 'once: an attempt is never forgotten');
END;
--> statement-breakpoint
-- Two decisions about one pair would overtake each other.
CREATE TRIGGER local_decision_is_alone BEFORE INSERT ON local_decision
WHEN EXISTS (
	SELECT 1 FROM local_decision_charge JOIN local_decision ON local_decision.key = local_decision_charge.decision_key
	WHERE local_decision.ended_at IS NULL AND local_decision_charge.charge_id IN (SELECT value FROM json_each(NEW.charge_ids))
	GROUP BY local_decision.key HAVING count(*) >= 2
) BEGIN
	SELECT RAISE(ABORT, 'once: a decision on these charges is on its way');
END;
--> statement-breakpoint
CREATE TRIGGER local_decision_charge_is_frozen BEFORE UPDATE ON local_decision_charge BEGIN
	SELECT RAISE(ABORT, 'once: a decision is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER local_decision_charge_is_kept BEFORE DELETE ON local_decision_charge BEGIN
	SELECT RAISE(ABORT, 'once: a decision is never deleted');
END;

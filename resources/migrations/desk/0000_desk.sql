CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`person_id` text,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`from_state` text,
	`to_state` text,
	`why` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`subject`,`subject_id`,`seq`);--> statement-breakpoint
CREATE TABLE `draft` (
	`key` text PRIMARY KEY NOT NULL,
	`charge_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`keep_charge_id` text,
	`amount_minor` integer,
	`reason` text,
	`note` text DEFAULT '' NOT NULL,
	`opened_at` integer NOT NULL,
	`saved_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_by_charge_and_agent` ON `draft` (`charge_id`,`agent_id`);--> statement-breakpoint
CREATE TABLE `intent` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`state` text NOT NULL,
	`agent_id` text NOT NULL,
	`agent_name` text NOT NULL,
	`charge_id` text NOT NULL,
	`keep_charge_id` text,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`note` text NOT NULL,
	`expected_refunded_minor` integer NOT NULL,
	`body` blob NOT NULL,
	`body_sha256` text NOT NULL,
	`gateway` text NOT NULL,
	`rerouted` integer DEFAULT false NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`first_attempt_at` integer,
	`last_attempt_at` integer,
	`problem_code` text,
	`refund_id` text,
	`central_state` text,
	`central_updated_at` integer,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`acknowledged_at` integer,
	`record_id` text NOT NULL,
	`record_reference` text NOT NULL,
	`traveller_name` text NOT NULL,
	`flight_number` text NOT NULL,
	`departure` text NOT NULL,
	`card_last4` text NOT NULL,
	`card_brand` text NOT NULL,
	CONSTRAINT "intent_amount_is_positive" CHECK("amount_minor" > 0 AND "expected_refunded_minor" >= 0),
	CONSTRAINT "intent_gateway_is_known" CHECK("gateway" IN ('old', 'new')),
	CONSTRAINT "intent_end_fits_state" CHECK(CASE WHEN "state" IN ('queued', 'sending', 'unknown', 'pending_approval') THEN "ended_at" IS NULL
        WHEN "state" IN ('confirmed', 'refused', 'cancelled') THEN "ended_at" IS NOT NULL
        ELSE "state" = 'needs_review' END),
	CONSTRAINT "intent_keep_fits_reason" CHECK(("reason" = 'duplicate') = ("keep_charge_id" IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `intent_by_key` ON `intent` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `intent_live_by_charge` ON `intent` (`charge_id`) WHERE "ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX `intent_by_charge` ON `intent` (`charge_id`);--> statement-breakpoint
CREATE INDEX `intent_by_keep_charge` ON `intent` (`keep_charge_id`);--> statement-breakpoint
CREATE INDEX `intent_by_agent` ON `intent` (`agent_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `intent_by_state` ON `intent` (`state`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`what` text NOT NULL,
	`owner_id` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_by_kind_and_what` ON `outbox` (`kind`,`what`);--> statement-breakpoint
CREATE INDEX `outbox_by_due_at` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;

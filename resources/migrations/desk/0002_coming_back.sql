CREATE TABLE `approval` (
	`key` text PRIMARY KEY NOT NULL,
	`refund_id` text NOT NULL,
	`charge_id` text NOT NULL,
	`decision` text NOT NULL,
	`note` text NOT NULL,
	`body` blob NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`state` text NOT NULL,
	`problem_code` text,
	`central_state` text,
	`decided_at` integer NOT NULL,
	`ended_at` integer,
	CONSTRAINT "approval_end_fits_state" CHECK(("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_live_by_refund` ON `approval` (`refund_id`) WHERE "ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX `approval_by_refund` ON `approval` (`refund_id`);--> statement-breakpoint
ALTER TABLE `audit` ADD `person_name` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `note` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `intent` ADD `step` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `intent` ADD `ask_first` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `intent` ADD `facts` text;--> statement-breakpoint
ALTER TABLE `intent` ADD `faster` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `not_before` integer;

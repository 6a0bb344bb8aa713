CREATE TABLE `ruling` (
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
	CONSTRAINT "ruling_end_fits_state" CHECK(("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL)),
	CONSTRAINT "ruling_standing_is_told" CHECK(("state" = 'standing') = ("central_id" IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE TABLE `ruling_charge` (
	`charge_id` text NOT NULL,
	`ruling_key` text NOT NULL,
	PRIMARY KEY(`charge_id`, `ruling_key`),
	FOREIGN KEY (`ruling_key`) REFERENCES `ruling`(`key`) ON UPDATE no action ON DELETE no action
) STRICT;

DROP TABLE `name_token`;--> statement-breakpoint
CREATE TABLE `name_bearer` (
	`word_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	PRIMARY KEY(`word_id`, `customer_id`),
	FOREIGN KEY (`word_id`) REFERENCES `name_word`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `name_bearer_customer` ON `name_bearer` (`customer_id`,`word_id`);--> statement-breakpoint
CREATE TABLE `name_deletion` (
	`deletion` text NOT NULL,
	`word_id` integer NOT NULL,
	PRIMARY KEY(`deletion`, `word_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `name_word` (
	`id` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`bearers` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `name_word_token_unique` ON `name_word` (`token`);--> statement-breakpoint
ALTER TABLE `customer` ADD `mailbox_reversed` text;--> statement-breakpoint
CREATE INDEX `customer_mailbox` ON `customer` (`mailbox_reversed`) WHERE "customer"."mailbox_reversed" IS NOT NULL;--> statement-breakpoint
-- A copy or a fill from before the vocabulary has none of it: it is filled again from the start.
DELETE FROM `sync_state`;

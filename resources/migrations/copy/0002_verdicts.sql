CREATE TABLE `decision_charge` (
	`charge_id` text NOT NULL,
	`decision_id` text NOT NULL,
	PRIMARY KEY(`charge_id`, `decision_id`),
	FOREIGN KEY (`decision_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `decision_charge_decision` ON `decision_charge` (`decision_id`);--> statement-breakpoint
DROP TABLE `group_charge`;--> statement-breakpoint
DROP TABLE `duplicate_group`;--> statement-breakpoint
CREATE TABLE `duplicate_group` (
	`id` text PRIMARY KEY NOT NULL,
	`flight_number` text NOT NULL,
	`departure` integer NOT NULL,
	`verdict` text NOT NULL,
	`confidence` text NOT NULL,
	`reasons` text NOT NULL,
	`purpose` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`at_stake_minor` integer NOT NULL,
	`keep_charge_id` text,
	`gateways` text NOT NULL,
	`latest_at` integer NOT NULL,
	`is_open` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `duplicate_group_departure` ON `duplicate_group` (`flight_number`,`departure`);--> statement-breakpoint
CREATE INDEX `duplicate_group_latest` ON `duplicate_group` (`latest_at`,`id`) WHERE "duplicate_group"."is_open" = 1;--> statement-breakpoint
CREATE INDEX `duplicate_group_stake` ON `duplicate_group` (`currency`,`at_stake_minor`,`id`) WHERE "duplicate_group"."is_open" = 1;--> statement-breakpoint
CREATE TABLE `group_charge` (
	`charge_id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`position` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`part` text NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `duplicate_group`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `group_charge_group` ON `group_charge` (`group_id`,`position`);--> statement-breakpoint
CREATE INDEX `group_charge_customer` ON `group_charge` (`customer_id`,`group_id`);--> statement-breakpoint
-- A copy from before the verdicts has none, nor which charges its decisions name: it is filled again.
UPDATE `sync_state` SET `filled_at` = NULL;

CREATE TABLE `booking` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`entity_hash` blob NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `booking_entity_hash_unique` ON `booking` (`entity_hash`);--> statement-breakpoint
CREATE TABLE `charge` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`record_id` text NOT NULL,
	`purpose` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`gateway` text NOT NULL,
	`gateway_reference` text NOT NULL,
	`card_fingerprint` text NOT NULL,
	`card_last4` text NOT NULL,
	`card_brand` text NOT NULL,
	`authorised_at` integer NOT NULL,
	`captured_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `charge_record` ON `charge` (`record_id`);--> statement-breakpoint
CREATE TABLE `customer` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_key_unique` ON `customer` (`key`);--> statement-breakpoint
CREATE TABLE `decision` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`entity_hash` blob,
	`charge_ids` text NOT NULL,
	`verdict` text NOT NULL,
	`note` text NOT NULL,
	`supersedes` text,
	`decided_by_id` text NOT NULL,
	`decided_by_name` text NOT NULL,
	`decided_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `duplicate_group` (
	`id` text PRIMARY KEY NOT NULL,
	`booking_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	FOREIGN KEY (`booking_id`) REFERENCES `booking`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `duplicate_group_booking` ON `duplicate_group` (`booking_id`);--> statement-breakpoint
CREATE TABLE `filter_layer` (
	`id` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`bits` integer NOT NULL,
	`hashes` integer NOT NULL,
	`capacity` integer NOT NULL,
	`count` integer NOT NULL,
	`bytes` blob NOT NULL,
	`checksum` blob NOT NULL,
	`bookings_up_to` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `group_charge` (
	`charge_id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`position` integer NOT NULL,
	`customer_id` integer NOT NULL,
	FOREIGN KEY (`group_id`) REFERENCES `duplicate_group`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `group_charge_group` ON `group_charge` (`group_id`,`position`);--> statement-breakpoint
CREATE INDEX `group_charge_customer` ON `group_charge` (`customer_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `name_token` (
	`token` text NOT NULL,
	`customer_id` integer NOT NULL,
	PRIMARY KEY(`token`, `customer_id`),
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `name_token_customer` ON `name_token` (`customer_id`,`token`);--> statement-breakpoint
CREATE TABLE `quarantine` (
	`kind` text NOT NULL,
	`item_id` text NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`kind`, `item_id`, `seq`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `record` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`booking_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`reference` text NOT NULL,
	`status` text NOT NULL,
	`channel` text NOT NULL,
	`given_name` text NOT NULL,
	`surname` text NOT NULL,
	`email` text NOT NULL,
	`phone` text,
	`phone_reversed` text,
	`flight_number` text NOT NULL,
	`origin` text NOT NULL,
	`destination` text NOT NULL,
	`departure` integer NOT NULL,
	`seat` text,
	`service_code` text,
	`card_fingerprint` text NOT NULL,
	`card_last4` text NOT NULL,
	`card_brand` text NOT NULL,
	`booked_at` integer NOT NULL,
	FOREIGN KEY (`booking_id`) REFERENCES `booking`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `record_booking` ON `record` (`booking_id`);--> statement-breakpoint
CREATE INDEX `record_customer` ON `record` (`customer_id`,`booked_at`);--> statement-breakpoint
CREATE INDEX `record_reference` ON `record` (`reference`,`customer_id`);--> statement-breakpoint
CREATE INDEX `record_last4` ON `record` (`card_last4`,`customer_id`);--> statement-breakpoint
CREATE INDEX `record_flight` ON `record` (`flight_number`,`departure`,`customer_id`);--> statement-breakpoint
CREATE INDEX `record_departure` ON `record` (`departure`,`customer_id`);--> statement-breakpoint
CREATE INDEX `record_phone` ON `record` (`phone_reversed`,`customer_id`) WHERE "record"."phone_reversed" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `refund` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`charge_id` text NOT NULL,
	`keep_charge_id` text,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`note` text NOT NULL,
	`state` text NOT NULL,
	`requested_by_id` text NOT NULL,
	`requested_by_name` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decision_note` text,
	`idempotency_key` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `refund_charge` ON `refund` (`charge_id`);--> statement-breakpoint
CREATE TABLE `sync_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`cursor` text NOT NULL,
	`filled_seq` integer NOT NULL,
	`filled_lines` integer NOT NULL,
	`snapshot_lines` integer NOT NULL,
	`filled_at` integer,
	`synced_at` integer,
	`bookings` integer NOT NULL,
	`charges` integer NOT NULL,
	`groups` integer NOT NULL,
	`quarantined` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `tombstone` (
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`kind`, `id`)
) STRICT, WITHOUT ROWID;

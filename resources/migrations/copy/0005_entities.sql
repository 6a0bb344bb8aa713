DROP INDEX `booking_entity_hash_unique`;--> statement-breakpoint
DROP INDEX `record_booking`;--> statement-breakpoint
DROP INDEX `record_customer`;--> statement-breakpoint
DROP INDEX `record_reference`;--> statement-breakpoint
DROP INDEX `record_last4`;--> statement-breakpoint
DROP INDEX `record_flight`;--> statement-breakpoint
DROP INDEX `record_departure`;--> statement-breakpoint
DROP INDEX `record_phone`;--> statement-breakpoint
DROP INDEX `charge_record`;--> statement-breakpoint
DROP INDEX `name_word_token_unique`;--> statement-breakpoint
DROP INDEX `name_bearer_customer`;--> statement-breakpoint
ALTER TABLE `booking` RENAME TO `entity`;--> statement-breakpoint
ALTER TABLE `record` RENAME TO `booking`;--> statement-breakpoint
ALTER TABLE `booking` RENAME COLUMN `booking_id` TO `entity_id`;--> statement-breakpoint
ALTER TABLE `charge` RENAME COLUMN `record_id` TO `booking_id`;--> statement-breakpoint
ALTER TABLE `filter_layer` RENAME COLUMN `bookings_up_to` TO `entities_up_to`;--> statement-breakpoint
ALTER TABLE `name_word` RENAME TO `name_token`;--> statement-breakpoint
ALTER TABLE `name_token` RENAME COLUMN `bearers` TO `postings`;--> statement-breakpoint
ALTER TABLE `name_bearer` RENAME TO `name_posting`;--> statement-breakpoint
ALTER TABLE `name_posting` RENAME COLUMN `word_id` TO `token_id`;--> statement-breakpoint
ALTER TABLE `name_deletion` RENAME COLUMN `word_id` TO `token_id`;--> statement-breakpoint
CREATE UNIQUE INDEX `name_token_token_unique` ON `name_token` (`token`);--> statement-breakpoint
CREATE UNIQUE INDEX `name_posting_customer` ON `name_posting` (`customer_id`,`token_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `entity_entity_hash_unique` ON `entity` (`entity_hash`);--> statement-breakpoint
CREATE INDEX `booking_entity` ON `booking` (`entity_id`);--> statement-breakpoint
CREATE INDEX `booking_customer` ON `booking` (`customer_id`,`booked_at`);--> statement-breakpoint
CREATE INDEX `booking_reference` ON `booking` (`reference`,`customer_id`);--> statement-breakpoint
CREATE INDEX `booking_last4` ON `booking` (`card_last4`,`customer_id`);--> statement-breakpoint
CREATE INDEX `booking_flight` ON `booking` (`flight_number`,`departure`,`customer_id`);--> statement-breakpoint
CREATE INDEX `booking_departure` ON `booking` (`departure`,`customer_id`);--> statement-breakpoint
CREATE INDEX `booking_phone` ON `booking` (`phone_reversed`,`customer_id`) WHERE "booking"."phone_reversed" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `charge_booking` ON `charge` (`booking_id`);--> statement-breakpoint
UPDATE `tombstone` SET `kind` = 'booking' WHERE `kind` = 'record';--> statement-breakpoint
UPDATE `quarantine` SET `kind` = 'booking' WHERE `kind` = 'record';--> statement-breakpoint
UPDATE `duplicate_group` SET `reasons` = replace(replace(replace(replace(`reasons`,
	'"same_booking"', '"same_entity"'), '"said_duplicate"', '"decided_duplicate"'),
	'"said_not_duplicate"', '"decided_not_duplicate"'), '"said_parted"', '"decided_apart"');--> statement-breakpoint
UPDATE `sync_state` SET `bookings` = (SELECT count(*) FROM `booking`);

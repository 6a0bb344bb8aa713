ALTER TABLE `intent` RENAME COLUMN `record_id` TO `booking_id`;--> statement-breakpoint
ALTER TABLE `intent` RENAME COLUMN `record_reference` TO `booking_reference`;

DROP INDEX `duplicate_group_latest`;--> statement-breakpoint
DROP INDEX `duplicate_group_stake`;--> statement-breakpoint
CREATE INDEX `duplicate_group_latest` ON `duplicate_group` (`latest_at`,`id`,`verdict`,`gateways`,`currency`,`at_stake_minor`) WHERE "duplicate_group"."is_open" = 1;--> statement-breakpoint
CREATE INDEX `duplicate_group_stake` ON `duplicate_group` (`currency`,`at_stake_minor`,`id`,`verdict`,`gateways`,`latest_at`) WHERE "duplicate_group"."is_open" = 1;
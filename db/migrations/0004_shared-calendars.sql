ALTER TABLE "holiday_calendars" ADD COLUMN "observances" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "holiday_calendars" ADD COLUMN "remarks" jsonb;--> statement-breakpoint
ALTER TABLE "holidays" ADD COLUMN "observance" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "holidays" ADD COLUMN "day_off" boolean DEFAULT true NOT NULL;
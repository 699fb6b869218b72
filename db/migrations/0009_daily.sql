CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"began" timestamp with time zone NOT NULL,
	"seen" timestamp with time zone NOT NULL,
	"beat" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "own" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "runs_seen" ON "runs" USING btree ("seen");--> statement-breakpoint
CREATE INDEX "task_events_wished" ON "task_events" USING btree ("agency_id","task_id","seq") WHERE "task_events"."type" = 'assistant-wished';--> statement-breakpoint
-- Whether somebody chose their zone themselves was not kept until now: of those who are there already none is changed.
SELECT set_config('sahayak.scope', 'all', true);--> statement-breakpoint
UPDATE "persons" SET "own" = array['zone'];--> statement-breakpoint
SELECT set_config('sahayak.scope', '', true);
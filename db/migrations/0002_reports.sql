CREATE TABLE "room_digests" (
	"agency_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"series" text NOT NULL,
	"times" text[] NOT NULL,
	"days" integer[] NOT NULL,
	"next_at" timestamp with time zone,
	"next_slot" text,
	"last_slot" text,
	"last_at" timestamp with time zone,
	CONSTRAINT "room_digests_agency_id_room_id_series_pk" PRIMARY KEY("agency_id","room_id","series")
);
--> statement-breakpoint
CREATE TABLE "seen" (
	"agency_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "seen_agency_id_person_id_task_id_pk" PRIMARY KEY("agency_id","person_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"agency_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"priority" text NOT NULL,
	"respond_minutes" integer,
	"done_minutes" integer,
	CONSTRAINT "targets_agency_id_client_id_priority_pk" PRIMARY KEY("agency_id","client_id","priority"),
	CONSTRAINT "targets_say_something" CHECK ("targets"."respond_minutes" > 0 or "targets"."done_minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "weekly_digests" (
	"agency_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"times" text[] NOT NULL,
	"days" integer[] NOT NULL,
	"next_at" timestamp with time zone,
	"next_slot" text,
	"last_slot" text,
	"last_at" timestamp with time zone,
	"holidays" text DEFAULT 'move' NOT NULL,
	CONSTRAINT "weekly_digests_agency_id_person_id_pk" PRIMARY KEY("agency_id","person_id")
);
--> statement-breakpoint
DROP INDEX "digests_due";--> statement-breakpoint
ALTER TABLE "digests" ADD COLUMN "holidays" text DEFAULT 'move' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "room_digests" ADD CONSTRAINT "room_digests_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_digests" ADD CONSTRAINT "room_digests_agency_id_room_id_rooms_agency_id_id_fk" FOREIGN KEY ("agency_id","room_id") REFERENCES "public"."rooms"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen" ADD CONSTRAINT "seen_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen" ADD CONSTRAINT "seen_agency_id_task_id_tasks_agency_id_id_fk" FOREIGN KEY ("agency_id","task_id") REFERENCES "public"."tasks"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_digests" ADD CONSTRAINT "weekly_digests_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_digests_due" ON "room_digests" USING btree ("next_at") WHERE "room_digests"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "seen_by_time" ON "seen" USING btree ("agency_id","at");--> statement-breakpoint
CREATE INDEX "weekly_digests_due" ON "weekly_digests" USING btree ("next_at") WHERE "weekly_digests"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "task_events_waited" ON "task_events" USING btree ("agency_id","waited_person","at") WHERE "task_events"."waited_person" is not null;--> statement-breakpoint
CREATE INDEX "tasks_done_by" ON "tasks" USING btree ("agency_id","assistant_id","done_at") WHERE "tasks"."status" = 'done';--> statement-breakpoint
CREATE INDEX "tasks_asked_for" ON "tasks" USING btree ("agency_id","requester_id") WHERE "tasks"."status" in ('waiting', 'in-review');--> statement-breakpoint
CREATE INDEX "tasks_pool" ON "tasks" USING btree ("agency_id","duty","since") WHERE "tasks"."status" = 'open';--> statement-breakpoint
CREATE INDEX "tasks_by_time_promised" ON "tasks" USING btree ("agency_id",(case when "promise" is null then "due" else "promise" end)) WHERE "tasks"."status" not in ('done', 'cancelled', 'in-review');--> statement-breakpoint
CREATE INDEX "tasks_moved" ON "tasks" USING btree ("agency_id","since");--> statement-breakpoint
CREATE INDEX "digests_due" ON "digests" USING btree ("next_at") WHERE "digests"."next_at" is not null;
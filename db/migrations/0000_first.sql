CREATE TABLE "agencies" (
	"agency_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"language" text NOT NULL,
	"duties" text[] NOT NULL,
	"response_hours" integer DEFAULT 4 NOT NULL,
	"lease_hours" integer DEFAULT 8 NOT NULL,
	"review_days" integer DEFAULT 7 NOT NULL,
	"last_task_number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agencies_hours_positive" CHECK ("agencies"."response_hours" > 0 and "agencies"."lease_hours" > 0 and "agencies"."review_days" > 0)
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"agency_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"primary_id" uuid NOT NULL,
	"backups" uuid[] NOT NULL,
	CONSTRAINT "assignments_agency_id_client_id_duty_pk" PRIMARY KEY("agency_id","client_id","duty")
);
--> statement-breakpoint
CREATE TABLE "client_members" (
	"agency_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "client_members_agency_id_client_id_person_id_pk" PRIMARY KEY("agency_id","client_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"zone" text,
	"language" text,
	"review_days" integer,
	CONSTRAINT "clients_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"for_agency" uuid,
	"for_person" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "days_away" (
	"agency_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	CONSTRAINT "days_away_agency_id_person_id_from_day_pk" PRIMARY KEY("agency_id","person_id","from_day"),
	CONSTRAINT "days_away_in_order" CHECK ("days_away"."from_day" <= "days_away"."to_day")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"agency_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"times" text[] NOT NULL,
	"days" integer[] NOT NULL,
	"next_at" timestamp with time zone,
	"next_slot" text,
	"last_slot" text,
	"last_at" timestamp with time zone,
	CONSTRAINT "digests_agency_id_person_id_pk" PRIMARY KEY("agency_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"agency_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"direct" text,
	CONSTRAINT "identities_agency_id_platform_external_id_pk" PRIMARY KEY("agency_id","platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"agency_id" uuid NOT NULL,
	"delivery" text NOT NULL,
	"answer" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "inbox_agency_id_delivery_pk" PRIMARY KEY("agency_id","delivery")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"task_id" uuid,
	"topic" text NOT NULL,
	"place_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "messages_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seq" bigserial NOT NULL,
	"recipient" text NOT NULL,
	"line" jsonb NOT NULL,
	"merge_key" text,
	"created_at" timestamp with time zone NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"uncertain_since" timestamp with time zone,
	"outcome" text,
	"why" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "outbox_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "outbox_ended_with_outcome" CHECK (("outbox"."outcome" is null) = ("outbox"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"hours" jsonb,
	"roles" text[] NOT NULL,
	"duties" text[] NOT NULL,
	"capacity" integer NOT NULL,
	"last_assigned" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "persons_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "persons_roles_known" CHECK ("persons"."roles" <@ array['owner','manager','client','assistant']::text[]),
	CONSTRAINT "persons_capacity_positive" CHECK ("persons"."capacity" > 0)
);
--> statement-breakpoint
CREATE TABLE "place_directory" (
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"for_agency" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	CONSTRAINT "place_directory_platform_external_id_pk" PRIMARY KEY("platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	CONSTRAINT "places_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"client_id" uuid,
	CONSTRAINT "rooms_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "task_events" (
	"agency_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"by_id" uuid,
	"via" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "task_events_agency_id_task_id_seq_pk" PRIMARY KEY("agency_id","task_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"client_id" uuid NOT NULL,
	"requester_id" uuid NOT NULL,
	"assistant_id" uuid,
	"status" text NOT NULL,
	"title" text NOT NULL,
	"brief" text NOT NULL,
	"duty" text NOT NULL,
	"priority" text NOT NULL,
	"due" timestamp with time zone,
	"promise" timestamp with time zone,
	"routed" jsonb NOT NULL,
	"passed_over" jsonb NOT NULL,
	"question" jsonb,
	"result" jsonb,
	"rating" integer,
	"created_at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"act_by" timestamp with time zone,
	"done_at" timestamp with time zone,
	"version" integer NOT NULL,
	"origin_place" uuid NOT NULL,
	"origin_channel" text NOT NULL,
	CONSTRAINT "tasks_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "tasks_one_holder" CHECK (("tasks"."status" = 'open') = ("tasks"."assistant_id" is null) or "tasks"."status" = 'cancelled'),
	CONSTRAINT "tasks_question_while_waiting" CHECK (("tasks"."status" = 'waiting') = ("tasks"."question" is not null)),
	CONSTRAINT "tasks_done_has_result" CHECK ("tasks"."status" not in ('done', 'in-review') or "tasks"."result" is not null),
	CONSTRAINT "tasks_rating_one_to_five" CHECK ("tasks"."rating" between 1 and 5),
	CONSTRAINT "tasks_brief_length" CHECK (length("tasks"."brief") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"agency_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "threads_agency_id_task_id_person_id_pk" PRIMARY KEY("agency_id","task_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_agency_id_primary_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","primary_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_members" ADD CONSTRAINT "client_members_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_members" ADD CONSTRAINT "client_members_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "codes" ADD CONSTRAINT "codes_for_agency_agencies_agency_id_fk" FOREIGN KEY ("for_agency") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "days_away" ADD CONSTRAINT "days_away_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_agency_id_place_id_places_agency_id_id_fk" FOREIGN KEY ("agency_id","place_id") REFERENCES "public"."places"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_directory" ADD CONSTRAINT "place_directory_for_agency_agencies_agency_id_fk" FOREIGN KEY ("for_agency") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_events" ADD CONSTRAINT "task_events_agency_id_task_id_tasks_agency_id_id_fk" FOREIGN KEY ("agency_id","task_id") REFERENCES "public"."tasks"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agency_id_requester_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","requester_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agency_id_assistant_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","assistant_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_members_by_person" ON "client_members" USING btree ("agency_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_name_once" ON "clients" USING btree ("agency_id",lower("name"));--> statement-breakpoint
CREATE INDEX "digests_due" ON "digests" USING btree ("agency_id","next_at") WHERE "digests"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "identities_by_person" ON "identities" USING btree ("agency_id","person_id");--> statement-breakpoint
CREATE INDEX "messages_by_task" ON "messages" USING btree ("agency_id","task_id","topic");--> statement-breakpoint
CREATE INDEX "messages_by_channel" ON "messages" USING btree ("agency_id","channel","external_id");--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("agency_id","recipient","seq") WHERE "outbox"."outcome" is null;--> statement-breakpoint
CREATE INDEX "outbox_ended" ON "outbox" USING btree ("agency_id","ended_at") WHERE "outbox"."outcome" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "rooms_one_per_purpose" ON "rooms" USING btree ("agency_id","place_id","purpose","client_id") WHERE "rooms"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "rooms_one_shared_per_purpose" ON "rooms" USING btree ("agency_id","place_id","purpose") WHERE "rooms"."client_id" is null;--> statement-breakpoint
CREATE INDEX "rooms_by_channel" ON "rooms" USING btree ("agency_id","channel");--> statement-breakpoint
CREATE INDEX "task_events_by_time" ON "task_events" USING btree ("agency_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_number_once" ON "tasks" USING btree ("agency_id","number");--> statement-breakpoint
CREATE INDEX "tasks_open_by_assistant" ON "tasks" USING btree ("agency_id","assistant_id","status") WHERE "tasks"."status" not in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_open_by_client" ON "tasks" USING btree ("agency_id","client_id","status") WHERE "tasks"."status" not in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("agency_id","client_id","done_at") WHERE "tasks"."status" = 'done';--> statement-breakpoint
CREATE INDEX "threads_by_channel" ON "threads" USING btree ("agency_id","channel");
CREATE TABLE "checklist_items" (
	"agency_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"text" text NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	CONSTRAINT "checklist_items_agency_id_task_id_place_pk" PRIMARY KEY("agency_id","task_id","place"),
	CONSTRAINT "checklist_items_done_by_someone" CHECK (("checklist_items"."done_at" is null) = ("checklist_items"."done_by" is null))
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"client_id" uuid,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "feeds_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "feeds_of_whom" CHECK (("feeds"."kind" = 'person') = ("feeds"."client_id" is null))
);
--> statement-breakpoint
CREATE TABLE "holiday_calendars" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"url" text NOT NULL,
	"added_by" uuid NOT NULL,
	"etag" text,
	"read_at" timestamp with time zone,
	"spelled_out_to" date,
	"failing_since" timestamp with time zone,
	"why" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "holiday_calendars_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"agency_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	CONSTRAINT "holidays_agency_id_calendar_id_day_name_pk" PRIMARY KEY("agency_id","calendar_id","day","name")
);
--> statement-breakpoint
CREATE TABLE "post_events" (
	"agency_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"by_id" uuid,
	"via" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "post_events_agency_id_post_id_seq_pk" PRIMARY KEY("agency_id","post_id","seq")
);
--> statement-breakpoint
CREATE TABLE "post_numbers" (
	"agency_id" uuid PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"client_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"status" text NOT NULL,
	"text" text NOT NULL,
	"link" text,
	"media" jsonb NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone,
	"approval" jsonb,
	"approved_hash" text,
	"comment" jsonb,
	"told" text NOT NULL,
	"due" jsonb,
	"posted" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "posts_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "posts_approved_as_it_stands" CHECK ("posts"."approval" is null or "posts"."approved_hash" = "posts"."hash"),
	CONSTRAINT "posts_approval_has_a_hash" CHECK (("posts"."approval" is null) = ("posts"."approved_hash" is null)),
	CONSTRAINT "posts_approved_is_approved" CHECK ("posts"."status" <> 'approved' or "posts"."approval" is not null),
	CONSTRAINT "posts_planned_but_ideas" CHECK ("posts"."status" in ('idea', 'cancelled') or "posts"."at" is not null),
	CONSTRAINT "posts_due_was_told" CHECK ("posts"."status" <> 'due' or "posts"."due" is not null),
	CONSTRAINT "posts_posted_has_an_address" CHECK (("posts"."status" = 'posted') = ("posts"."posted" is not null)),
	CONSTRAINT "posts_text_length" CHECK (length("posts"."text") between 1 and 20000)
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"number" bigserial NOT NULL,
	"task_id" uuid,
	"text" text NOT NULL,
	"platform" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "reminders_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "repeat_slots" (
	"agency_id" uuid NOT NULL,
	"repeat_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"outcome" text NOT NULL,
	"task_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "repeat_slots_agency_id_repeat_id_slot_pk" PRIMARY KEY("agency_id","repeat_id","slot"),
	CONSTRAINT "repeat_slots_made_has_task" CHECK (("repeat_slots"."outcome" = 'made') = ("repeat_slots"."task_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "repeats" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"client_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"brief" text NOT NULL,
	"duty" text NOT NULL,
	"priority" text NOT NULL,
	"assistant_id" uuid,
	"due" text,
	"checklist" text[] NOT NULL,
	"wording" text NOT NULL,
	"line" text NOT NULL,
	"rhythm" jsonb NOT NULL,
	"first_day" text NOT NULL,
	"left_over" integer,
	"state" text NOT NULL,
	"why" text,
	"next_slot" text,
	"next_at" timestamp with time zone,
	"refused" integer DEFAULT 0 NOT NULL,
	"origin_place" uuid NOT NULL,
	"origin_channel" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "repeats_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "repeats_on_has_next" CHECK (("repeats"."state" = 'on') = ("repeats"."next_at" is not null)),
	CONSTRAINT "repeats_next_whole" CHECK (("repeats"."next_at" is null) = ("repeats"."next_slot" is null)),
	CONSTRAINT "repeats_off_has_reason" CHECK (("repeats"."state" = 'on') = ("repeats"."why" is null)),
	CONSTRAINT "repeats_brief_length" CHECK (length("repeats"."brief") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "social_accounts" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"network" text NOT NULL,
	"handle" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "social_accounts_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "social_settings" (
	"agency_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"approvals" text NOT NULL,
	CONSTRAINT "social_settings_agency_id_client_id_pk" PRIMARY KEY("agency_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "social_slots" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"times" text[] NOT NULL,
	"days" integer[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "social_slots_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"client_id" uuid,
	"brief" text NOT NULL,
	"duty" text NOT NULL,
	"priority" text NOT NULL,
	"due" text,
	"checklist" text[] NOT NULL,
	"questions" text[] NOT NULL,
	"assistant_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "templates_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "templates_brief_length" CHECK (length("templates"."brief") <= 20000)
);
--> statement-breakpoint
CREATE TABLE "wakes" (
	"agency_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note" jsonb,
	CONSTRAINT "wakes_agency_id_kind_subject_pk" PRIMARY KEY("agency_id","kind","subject")
);
--> statement-breakpoint
ALTER TABLE "task_events" ADD COLUMN "waited_on" text;--> statement-breakpoint
ALTER TABLE "task_events" ADD COLUMN "waited_person" uuid;--> statement-breakpoint
ALTER TABLE "task_events" ADD COLUMN "plain_ms" bigint;--> statement-breakpoint
ALTER TABLE "task_events" ADD COLUMN "work_ms" bigint;--> statement-breakpoint
ALTER TABLE "checklist_items" ADD CONSTRAINT "checklist_items_agency_id_task_id_tasks_agency_id_id_fk" FOREIGN KEY ("agency_id","task_id") REFERENCES "public"."tasks"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_items" ADD CONSTRAINT "checklist_items_agency_id_done_by_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","done_by") REFERENCES "public"."persons"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holiday_calendars" ADD CONSTRAINT "holiday_calendars_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_agency_id_calendar_id_holiday_calendars_agency_id_id_fk" FOREIGN KEY ("agency_id","calendar_id") REFERENCES "public"."holiday_calendars"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_events" ADD CONSTRAINT "post_events_agency_id_post_id_posts_agency_id_id_fk" FOREIGN KEY ("agency_id","post_id") REFERENCES "public"."posts"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_numbers" ADD CONSTRAINT "post_numbers_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_agency_id_account_id_social_accounts_agency_id_id_fk" FOREIGN KEY ("agency_id","account_id") REFERENCES "public"."social_accounts"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_agency_id_author_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","author_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_agency_id_task_id_tasks_agency_id_id_fk" FOREIGN KEY ("agency_id","task_id") REFERENCES "public"."tasks"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repeat_slots" ADD CONSTRAINT "repeat_slots_agency_id_repeat_id_repeats_agency_id_id_fk" FOREIGN KEY ("agency_id","repeat_id") REFERENCES "public"."repeats"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repeats" ADD CONSTRAINT "repeats_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_accounts" ADD CONSTRAINT "social_accounts_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_settings" ADD CONSTRAINT "social_settings_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "social_slots" ADD CONSTRAINT "social_slots_agency_id_account_id_social_accounts_agency_id_id_fk" FOREIGN KEY ("agency_id","account_id") REFERENCES "public"."social_accounts"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wakes" ADD CONSTRAINT "wakes_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_of_client_once" ON "feeds" USING btree ("agency_id","person_id","kind","client_id") WHERE "feeds"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_of_person_once" ON "feeds" USING btree ("agency_id","person_id") WHERE "feeds"."client_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "holiday_calendars_once" ON "holiday_calendars" USING btree ("agency_id","subject_kind","subject_id","url");--> statement-breakpoint
CREATE INDEX "holidays_by_subject" ON "holidays" USING btree ("agency_id","subject_kind","subject_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_number_once" ON "posts" USING btree ("agency_id","number");--> statement-breakpoint
CREATE INDEX "posts_by_client" ON "posts" USING btree ("agency_id","client_id","at");--> statement-breakpoint
CREATE INDEX "posts_by_account" ON "posts" USING btree ("agency_id","account_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_number_once" ON "reminders" USING btree ("agency_id","person_id","number");--> statement-breakpoint
CREATE INDEX "reminders_by_person" ON "reminders" USING btree ("agency_id","person_id","at");--> statement-breakpoint
CREATE INDEX "reminders_told" ON "reminders" USING btree ("agency_id","told_at");--> statement-breakpoint
CREATE UNIQUE INDEX "repeats_number_once" ON "repeats" USING btree ("agency_id","number");--> statement-breakpoint
CREATE INDEX "repeats_by_client" ON "repeats" USING btree ("agency_id","client_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "social_accounts_once" ON "social_accounts" USING btree ("agency_id","client_id","network",lower("handle"));--> statement-breakpoint
CREATE INDEX "social_slots_by_account" ON "social_slots" USING btree ("agency_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_number_once" ON "templates" USING btree ("agency_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name_once" ON "templates" USING btree ("agency_id",lower("name"),"client_id") WHERE "templates"."removed_at" is null and "templates"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "templates_shared_name_once" ON "templates" USING btree ("agency_id",lower("name")) WHERE "templates"."removed_at" is null and "templates"."client_id" is null;--> statement-breakpoint
CREATE INDEX "wakes_due" ON "wakes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "persons_managing" ON "persons" USING btree ("agency_id","created_at") WHERE "persons"."roles" && array['owner','manager']::text[];--> statement-breakpoint
CREATE INDEX "tasks_open_by_requester" ON "tasks" USING btree ("agency_id","requester_id","status") WHERE "tasks"."status" not in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_finished_by_assistant" ON "tasks" USING btree ("agency_id","assistant_id","since") WHERE "tasks"."status" in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_finished_by_client" ON "tasks" USING btree ("agency_id","client_id","since") WHERE "tasks"."status" in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_finished_by_requester" ON "tasks" USING btree ("agency_id","requester_id","since") WHERE "tasks"."status" in ('done', 'cancelled');
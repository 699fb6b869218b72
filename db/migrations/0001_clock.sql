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
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holiday_calendars" ADD CONSTRAINT "holiday_calendars_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_agency_id_calendar_id_holiday_calendars_agency_id_id_fk" FOREIGN KEY ("agency_id","calendar_id") REFERENCES "public"."holiday_calendars"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_agency_id_task_id_tasks_agency_id_id_fk" FOREIGN KEY ("agency_id","task_id") REFERENCES "public"."tasks"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wakes" ADD CONSTRAINT "wakes_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_of_client_once" ON "feeds" USING btree ("agency_id","person_id","kind","client_id") WHERE "feeds"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_of_person_once" ON "feeds" USING btree ("agency_id","person_id") WHERE "feeds"."client_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "holiday_calendars_once" ON "holiday_calendars" USING btree ("agency_id","subject_kind","subject_id","url");--> statement-breakpoint
CREATE INDEX "holidays_by_subject" ON "holidays" USING btree ("agency_id","subject_kind","subject_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_number_once" ON "reminders" USING btree ("agency_id","person_id","number");--> statement-breakpoint
CREATE INDEX "reminders_by_person" ON "reminders" USING btree ("agency_id","person_id","at");--> statement-breakpoint
CREATE INDEX "reminders_told" ON "reminders" USING btree ("agency_id","told_at");--> statement-breakpoint
CREATE INDEX "wakes_due" ON "wakes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "persons_managing" ON "persons" USING btree ("agency_id","created_at") WHERE "persons"."roles" && array['owner','manager']::text[];--> statement-breakpoint
CREATE INDEX "tasks_open_by_requester" ON "tasks" USING btree ("agency_id","requester_id","status") WHERE "tasks"."status" not in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_finished_by_assistant" ON "tasks" USING btree ("agency_id","assistant_id","since") WHERE "tasks"."status" in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_finished_by_client" ON "tasks" USING btree ("agency_id","client_id","since") WHERE "tasks"."status" in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "tasks_finished_by_requester" ON "tasks" USING btree ("agency_id","requester_id","since") WHERE "tasks"."status" in ('done', 'cancelled');
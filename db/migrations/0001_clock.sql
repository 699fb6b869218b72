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
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_agency_id_person_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","person_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_agency_id_task_id_tasks_agency_id_id_fk" FOREIGN KEY ("agency_id","task_id") REFERENCES "public"."tasks"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wakes" ADD CONSTRAINT "wakes_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_number_once" ON "reminders" USING btree ("agency_id","person_id","number");--> statement-breakpoint
CREATE INDEX "reminders_by_person" ON "reminders" USING btree ("agency_id","person_id","at");--> statement-breakpoint
CREATE INDEX "reminders_told" ON "reminders" USING btree ("agency_id","told_at");--> statement-breakpoint
CREATE INDEX "wakes_due" ON "wakes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "persons_managing" ON "persons" USING btree ("agency_id","created_at") WHERE "persons"."roles" && array['owner','manager']::text[];
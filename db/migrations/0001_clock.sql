CREATE TABLE "wakes" (
	"agency_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"note" jsonb,
	CONSTRAINT "wakes_agency_id_kind_subject_pk" PRIMARY KEY("agency_id","kind","subject")
);
--> statement-breakpoint
ALTER TABLE "wakes" ADD CONSTRAINT "wakes_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "wakes_due" ON "wakes" USING btree ("at");
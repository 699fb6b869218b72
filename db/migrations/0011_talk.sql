CREATE TABLE "talk_messages" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"thread" text,
	"external_id" text NOT NULL,
	"side" text NOT NULL,
	"writer_id" uuid NOT NULL,
	"writer_name" text NOT NULL,
	"writer_picture" text,
	"text" text NOT NULL,
	"besides" jsonb NOT NULL,
	"internal" boolean NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "talk_messages_agency_id_id_pk" PRIMARY KEY("agency_id","id")
);
--> statement-breakpoint
-- What was written in agencies that are there already was heard by nobody, and is not to be carried over all at once. A default and not an
-- update, which policies would bind to one agency.
ALTER TABLE "agencies" ADD COLUMN "talk_since" timestamp with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "agencies" ALTER COLUMN "talk_since" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "talk_messages" ADD CONSTRAINT "talk_messages_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "talk_messages_once" ON "talk_messages" USING btree ("agency_id","place_id","channel","external_id");--> statement-breakpoint
CREATE INDEX "talk_messages_by_subject" ON "talk_messages" USING btree ("agency_id","subject_kind","subject_id","written_at");--> statement-breakpoint
CREATE INDEX "messages_by_external_id" ON "messages" USING btree ("agency_id","external_id");
CREATE TABLE "files" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ref" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"uploader_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"place" text NOT NULL,
	"source" text NOT NULL,
	"sha" text,
	"bytes" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "files_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "files_kept_whole" CHECK (("files"."bytes" is null) = ("files"."sha" is null)),
	CONSTRAINT "files_size" CHECK ("files"."bytes" is null or octet_length("files"."bytes") = "files"."size"),
	CONSTRAINT "files_not_too_big" CHECK ("files"."bytes" is null or "files"."size" <= 10000000)
);
--> statement-breakpoint
CREATE TABLE "post_files" (
	"agency_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "post_files_agency_id_post_id_file_id_pk" PRIMARY KEY("agency_id","post_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_agency_id_uploader_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","uploader_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_files" ADD CONSTRAINT "post_files_agency_id_post_id_posts_agency_id_id_fk" FOREIGN KEY ("agency_id","post_id") REFERENCES "public"."posts"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_files" ADD CONSTRAINT "post_files_agency_id_file_id_files_agency_id_id_fk" FOREIGN KEY ("agency_id","file_id") REFERENCES "public"."files"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "files_ref_once" ON "files" USING btree ("agency_id","ref");--> statement-breakpoint
CREATE INDEX "post_files_by_file" ON "post_files" USING btree ("agency_id","file_id");--> statement-breakpoint
-- Pictures and films are compressed as they are: trying it again would only take time.
ALTER TABLE "files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

CREATE TABLE "routing_rules" (
	"agency_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"place" integer NOT NULL,
	"client_id" uuid,
	"duty" text,
	"words" text[] NOT NULL,
	"assistant_id" uuid,
	CONSTRAINT "routing_rules_agency_id_id_pk" PRIMARY KEY("agency_id","id"),
	CONSTRAINT "routing_rules_say_when" CHECK ("routing_rules"."client_id" is not null or "routing_rules"."duty" is not null or cardinality("routing_rules"."words") > 0)
);
--> statement-breakpoint
ALTER TABLE "routing_rules" ADD CONSTRAINT "routing_rules_agency_id_client_id_clients_agency_id_id_fk" FOREIGN KEY ("agency_id","client_id") REFERENCES "public"."clients"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rules" ADD CONSTRAINT "routing_rules_agency_id_assistant_id_persons_agency_id_id_fk" FOREIGN KEY ("agency_id","assistant_id") REFERENCES "public"."persons"("agency_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- They belong to what is read once of an agency and remembered.
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "routing_rules" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();

CREATE TABLE "counters" (
	"agency_id" uuid NOT NULL,
	"what" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "counters_agency_id_what_pk" PRIMARY KEY("agency_id","what")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"for_agency" uuid PRIMARY KEY NOT NULL,
	"version" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_agency_id_agencies_agency_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("agency_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Policies bind the owner too.
SELECT set_config('sahayak.scope', 'all', true);--> statement-breakpoint
INSERT INTO "counters" ("agency_id", "what", "last") SELECT "agency_id", 'task', "last_task_number" FROM "agencies";--> statement-breakpoint
INSERT INTO "rosters" ("for_agency", "version") SELECT "agency_id", gen_random_uuid() FROM "agencies";--> statement-breakpoint
SELECT set_config('sahayak.scope', '', true);--> statement-breakpoint
ALTER TABLE "agencies" DROP COLUMN "last_task_number";--> statement-breakpoint
-- Once a transaction and agency, however many rows it changes.
CREATE FUNCTION "raise_roster"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	changed uuid := coalesce(new.agency_id, old.agency_id);
BEGIN
	IF current_setting('sahayak.raised', true) IS DISTINCT FROM changed::text THEN
		INSERT INTO rosters (for_agency, version) VALUES (changed, gen_random_uuid())
		ON CONFLICT (for_agency) DO UPDATE SET version = excluded.version;
		PERFORM set_config('sahayak.raised', changed::text, true);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Deferred: at the commit nothing else is locked after it, so that nobody waits in a circle.
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "agencies" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
-- When someone was last given something is not part of it: that changes all the time, and is asked for with what they hold.
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR DELETE OR UPDATE OF "name", "language", "zone", "hours", "roles", "duties", "capacity", "created_at" ON "persons" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "identities" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "days_away" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "holidays" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "clients" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "client_members" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "assignments" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "places" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "rooms" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "targets" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();

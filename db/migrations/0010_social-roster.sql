-- A client's accounts, their slots and how posts are approved belong to what is read once and remembered.
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "social_accounts" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "social_slots" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "roster_changed" AFTER INSERT OR UPDATE OR DELETE ON "social_settings" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_roster();

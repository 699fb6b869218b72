ALTER TABLE "outbox" ADD COLUMN "begun" jsonb;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("not_before","seq") WHERE "outbox"."outcome" is null and "outbox"."held_until" is null;--> statement-breakpoint
CREATE INDEX "outbox_held" ON "outbox" USING btree ("held_until","seq") WHERE "outbox"."outcome" is null and "outbox"."held_until" is not null;
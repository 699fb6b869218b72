-- Filled from the version, row by row, whoever may see the row: an update would be bound to one agency.
ALTER TABLE "tasks" ADD COLUMN "moved" integer GENERATED ALWAYS AS ("version") STORED;--> statement-breakpoint
ALTER TABLE "tasks" ALTER COLUMN "moved" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "tasks" ALTER COLUMN "moved" SET NOT NULL;

ALTER TABLE "wakes" RENAME TO "timers";--> statement-breakpoint
ALTER TABLE "timers" RENAME CONSTRAINT "wakes_agency_id_kind_subject_pk" TO "timers_agency_id_kind_subject_pk";--> statement-breakpoint
ALTER TABLE "timers" RENAME CONSTRAINT "wakes_agency_id_agencies_agency_id_fk" TO "timers_agency_id_agencies_agency_id_fk";--> statement-breakpoint
ALTER INDEX "wakes_due" RENAME TO "timers_due";

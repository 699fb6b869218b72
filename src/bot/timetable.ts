import cron from 'node-cron'
import type { Log } from '#src/kernel/log.ts'

export type Timetable = {
  /** Runs it at each time that the pattern (six or five fields, the machine's zone) names; never twice at once. */
  at(pattern: string, name: string, run: () => Promise<void>): void
  stop(): Promise<void>
}

/** node-cron, which says in our log what it has to say: by itself it writes coloured lines between those of JSON. */
export function startTimetable(log: Log): Timetable {
  const jobs: ReturnType<typeof cron.schedule>[] = []
  const logger = {
    info: (text: string) => log.info({}, text),
    // That the last one still runs, said each second: the next one does what is due.
    warn: (text: string) => log.debug({}, text),
    error: (text: string | Error, error?: Error) =>
      text instanceof Error ? log.error({ error: text }, 'the timetable failed') : log.error({ error }, text),
    debug: (text: string | Error) => log.debug({}, String(text)),
  }
  return {
    at(pattern, name, run) {
      const job = cron.schedule(pattern, run, { noOverlap: true, name, logger })
      job.on(
        'execution:missed',
        gathered(({ times, since }) => {
          log.warn(
            { job: name, times, since: since.toISOString() },
            'the machine was too busy, or asleep, to keep the timetable: what was due is done now',
          )
        }),
      )
      jobs.push(job)
    },
    async stop() {
      await Promise.all(jobs.map((job) => job.destroy()))
    },
  }
}

/** Each time that was missed is told by itself, all in the same moment: they are one piece of news. */
function gathered(tell: (missed: { times: number; since: Date }) => void) {
  let missed: { times: number; since: Date } | null = null
  return ({ date }: { date: Date }) => {
    if (missed) return void missed.times++
    missed = { times: 1, since: date }
    setImmediate(() => {
      if (missed) tell(missed)
      missed = null
    })
  }
}

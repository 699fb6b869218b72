import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, whatever the machine. */
const msPerTick = 10

/** Milliseconds of processor time, its own and of the kernel for it, since this process began. */
export function processorTime(pid: number): number {
  return (statOf(pid)?.own ?? 0) * msPerTick
}

/**
 * Milliseconds of processor time of a whole Postgres since it began: of the postmaster, of all its backends, and of those
 * that ended since.
 */
export function postgresTime(postmaster: number): number {
  const server = statOf(postmaster)
  if (!server) return 0
  let ticks = server.own + server.ended
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const stat = statOf(Number(name))
    if (stat?.parent === postmaster) ticks += stat.own
  }
  return ticks * msPerTick
}

/** The postmaster, by one of its backends: `select pg_backend_pid()`. */
export function parentOf(pid: number): number {
  const stat = statOf(pid)
  if (!stat)
    throw new Error(
      `the bench reads /proc, and there is no process ${pid} in it: run it on Linux, beside its own Postgres`,
    )
  return stat.parent
}

/** Megabytes that are in memory, as Linux counts them. */
export function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; null for a process that has ended. */
function statOf(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before it may hold spaces and parentheses.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const field = (number: number) => fields[number - 3] ?? 0
    return { parent: field(4), own: field(14) + field(15), ended: field(16) + field(17) }
  } catch {
    return null
  }
}

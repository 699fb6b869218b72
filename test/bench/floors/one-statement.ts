import postgres from 'postgres'

/** A task as the least program keeps it. */
export type Kept = { number: number; isNew: boolean }

export type Store = { keep(delivery: string, agency: string, requester: string, text: string): Promise<Kept> }

/**
 * The least that keeps the promise of a `/delegate`: the task, a line to tell of it, and the delivery, so that what comes twice
 * is done once; all of it in one prepared statement, which is its own transaction.
 */
export async function openStore(url: string): Promise<Store> {
  const sql = postgres(url, { max: 10, onnotice: () => {} })
  await sql.unsafe(tables)
  return {
    async keep(delivery, agency, requester, text) {
      const [kept] = await sql<{ number: number }[]>`
        with once as (
          insert into inbox (delivery, agency) values (${delivery}, ${agency}) on conflict do nothing returning delivery
        ), task as (
          insert into tasks (agency, requester, brief, delivery)
          select ${agency}, ${requester}, ${text}, delivery from once returning number
        ), line as (
          insert into outbox (agency, task) select ${agency}, number from task
        )
        select number from task`
      if (kept) return { number: kept.number, isNew: true }
      const [before] = await sql<{ number: number }[]>`select number from tasks where delivery = ${delivery}`
      return { number: before?.number ?? 0, isNew: false }
    },
  }
}

const tables = `
  create table inbox (delivery text primary key, agency text not null, at timestamptz not null default now());
  create table tasks (
    number int generated always as identity primary key, agency text not null, requester text not null, brief text not null,
    delivery text not null, status text not null default 'open', created_at timestamptz not null default now());
  create index on tasks (delivery);
  create table outbox (seq bigint generated always as identity primary key, agency text not null, task int not null, outcome text)`

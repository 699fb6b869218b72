import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { fault } from './faults.ts'
import type { Sandbox } from './index.ts'

type NodeHono = Hono<{ Bindings: HttpBindings }>

const clockChange = z.union([
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance: z.number().nonnegative() }),
])

/** Every gesture, and all that can be seen, over HTTP; for this machine alone. */
export function control(sandbox: Sandbox): NodeHono {
  const app: NodeHono = new Hono()
  app.use(onlyThisMachine)
  app.onError((error, context) =>
    context.json({ ok: false, error: error.message }, error instanceof SyntaxError ? 400 : 500),
  )

  for (const platform of ['slack', 'discord'] as const) {
    app.post(`/${platform}/gesture`, async (context) =>
      context.json(await sandbox[platform].gesture(await context.req.json())),
    )
    app.get(`/${platform}/view`, (context) => {
      const who = context.req.query('as') ?? ''
      if (!people(sandbox).some((person) => person.platform === platform && person.id === who))
        return context.json({ ok: false, error: `There is no person "${who}"` }, 404)
      return context.json(sandbox[platform].view(who))
    })
  }
  app.get('/people', (context) => context.json(people(sandbox)))
  app.get('/traffic', (context) => context.json(sandbox.traffic.since(Number(context.req.query('since') ?? 0))))
  app.get('/events', (context) => streamSSE(context, (stream) => tellChanges(sandbox, stream)))
  clockRoutes(app, sandbox)

  app.post('/faults', async (context) => {
    const parsed = fault.safeParse(await context.req.json())
    if (!parsed.success) return context.json({ ok: false, error: z.prettifyError(parsed.error) }, 400)
    sandbox.faults.add(parsed.data)
    return context.json({ ok: true })
  })
  app.post('/reset', (context) => {
    sandbox.reset()
    return context.json({ ok: true })
  })
  return app
}

function clockRoutes(app: NodeHono, { clock }: Sandbox): void {
  const shown = () => ({ now: new Date(clock.now()).toISOString(), ms: clock.now() })
  app.get('/clock', (context) => context.json(shown()))
  app.post('/clock', async (context) => {
    const parsed = clockChange.safeParse(await context.req.json())
    if (!parsed.success) return context.json({ ok: false, error: z.prettifyError(parsed.error) }, 400)
    if ('set' in parsed.data) clock.set(Date.parse(parsed.data.set))
    else clock.advance(parsed.data.advance)
    return context.json(shown())
  })
}

/** Bound to the loopback address, and deaf to a page elsewhere that a browser on this machine has open. */
const onlyThisMachine: MiddlewareHandler<{ Bindings: HttpBindings }> = async (context, next) => {
  const from = context.env?.incoming?.socket.remoteAddress ?? ''
  const origin = context.req.header('origin')
  const local =
    ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(from) &&
    isLocal(context.req.url) &&
    (origin === undefined || isLocal(origin))
  if (!local) return context.json({ ok: false, error: 'Only from this machine' }, 403)
  await next()
}

const isLocal = (url: string) =>
  URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

type Person = {
  platform: 'slack' | 'discord'
  id: string
  name: string
  avatar: string | undefined
  zone: string | undefined
}

export function people({ slack, discord }: Pick<Sandbox, 'slack' | 'discord'>): Person[] {
  return [
    ...slack.people().map((user): Person => ({
      platform: 'slack',
      id: user.id,
      name: user.realName,
      avatar: undefined,
      zone: user.tz,
    })),
    ...discord.people().map((user): Person => ({ platform: 'discord', ...user })),
  ]
}

/** One `changed` for however much changed within a moment. */
async function tellChanges(
  sandbox: Sandbox,
  stream: { writeSSE(message: { event: string; data: string }): Promise<void>; onAbort(listener: () => void): void },
): Promise<void> {
  let open = true
  let dirty = true
  let wake = () => {}
  const changed = () => {
    dirty = true
    wake()
  }
  const offs = [sandbox.onChange(changed), sandbox.clock.onJump(changed)]
  stream.onAbort(() => {
    open = false
    offs.forEach((off) => off())
    wake()
  })
  while (open) {
    if (dirty) {
      dirty = false
      await stream.writeSSE({ event: 'changed', data: String(sandbox.clock.now()) })
      await new Promise((resolve) => setTimeout(resolve, 50))
    } else {
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
}

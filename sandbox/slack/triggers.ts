import { limits } from './limits.ts'
import type { App, Slack, Trigger, User } from './world.ts'

/** A person's act lets the app open one form, within three seconds. `modal` is the form that it was done in. */
export function makeTrigger(slack: Slack, app: App, user: User, modal?: string): string {
  const id = `${slack.clock.now()}.${slack.next('trigger')}.${crypto.randomUUID().replaceAll('-', '')}`
  slack.world.triggers.set(id, {
    app: app.id,
    user: user.id,
    expires: slack.clock.now() + limits.triggerMs,
    used: false,
    modal,
  })
  return id
}

export type UsedTrigger = { ok: true; trigger: Trigger } | { ok: false; error: string }

export function useTrigger(slack: Slack, app: App, id: string): UsedTrigger {
  const trigger = slack.world.triggers.get(id)
  if (!trigger || trigger.app !== app.id) return { ok: false, error: 'invalid_trigger_id' }
  if (trigger.used) return { ok: false, error: 'exchanged_trigger_id' }
  if (slack.clock.now() > trigger.expires) return { ok: false, error: 'expired_trigger_id' }

  trigger.used = true
  return { ok: true, trigger }
}

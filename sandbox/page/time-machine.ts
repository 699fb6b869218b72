import { html } from 'hono/html'
import type { Sandbox } from '../index.ts'
import { icon } from './icon.ts'
import { nothing, type Html } from './text.ts'
import { cityOf, clockTime, dayAndTime, nextMorning, untilThen } from './times.ts'

const quarter = 900_000

/** What time it is in both platforms, and how to move it. */
export function timeMachine({ clock, slack, discord }: Sandbox): Html {
  const now = clock.now()
  const zones = [...slack.people().map(({ tz }) => tz), ...discord.people().flatMap(({ zone }) => zone ?? [])]
  const morning = nextMorning(now, zones)
  const cities = morning?.zones.map(cityOf).join(', ')
  return html`<section class="clock" data-region="clock" aria-label="Time machine">
    <p>
      <strong>Time machine</strong>
      <time datetime="${new Date(now).toISOString()}">${dayAndTime(now, 'UTC')} UTC</time>
    </p>
    ${jump(now + quarter, 'Next quarter', `${clockTime(now + quarter, 'UTC')} UTC`, 'quarter')}
    ${jump(now + 3_600_000, 'Next hour', `${clockTime(now + 3_600_000, 'UTC')} UTC`, 'hour')}
    ${
      morning
        ? jump(morning.at, 'Next morning', `9:00 in ${cities}, ${untilThen(now, morning.at)}`, 'morning')
        : nothing
    }
  </section>`
}

/** `until` in milliseconds since the epoch. */
function jump(until: number, label: string, where: string, name: string): Html {
  return html`<button type="button" class="jump" data-until="${until}" id="jump-${name}">
    ${icon('forward')}<span>${label} <small>${where}</small></span>
  </button>`
}

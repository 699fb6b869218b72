import type { Feature } from '#src/kernel/feature.ts'
import { formatInstant } from '#src/time/words.ts'
import type { digestPresses } from './actions.ts'
import type { digestCommands } from './commands.ts'
import {
  digestHolidays,
  digestLater,
  digestOff,
  digestOn,
  digestWeekly,
  roomDigestOff,
  roomDigestOn,
  roomDigestWeekly,
} from './handlers/digest-settings.ts'
import { digestSetCard, roomDigestSetCard } from './queries/digest-words.ts'
import { showDigest, showSection } from './queries/show.ts'

type DigestFeature = Feature<
  typeof digestCommands,
  (typeof digestPresses)[number],
  never,
  'digest-set' | 'weekly-set' | 'holidays-set' | 'room-digest-set' | 'digest-later',
  never
>

/** Summaries for one person or one room, at the hour that they chose. */
export const digests: DigestFeature = {
  commands: {
    'digest show': async (context) => ({ card: await showDigest(context) }),
    'digest on': (context, { when }) => digestOn(context, when),
    'digest off': digestOff,
    'digest weekly': (context, { when }) => digestWeekly(context, when),
    'digest holidays': (context, { rule }) => digestHolidays(context, rule),
    'digest room on': (context, { when }) => roomDigestOn(context, when),
    'digest room weekly': (context, { when }) => roomDigestWeekly(context, when),
    'digest room off': roomDigestOff,
  },
  presses: {
    section: async (context, { subject, detail }) => ({ card: await showSection(context, subject, detail) }),
    'digest-later': (context, pressed) => digestLater(context, { press: 'digest-later', ...pressed }),
  },
  forms: {},
  replies: {
    'digest-set': (context, _reply, reader) => digestSetCard(context, 'daily', reader),
    'weekly-set': (context, _reply, reader) => digestSetCard(context, 'weekly', reader),
    'holidays-set': (_context, { rule }, { words }) => ({ title: words.digests.holidays[rule], tone: 'good' }),
    'room-digest-set': roomDigestSetCard,
    'digest-later': ({ by, now }, { at }, { words }) => {
      const time = formatInstant(Temporal.Instant.from(at), by.zone, by.language, now)
      return { title: words.digests.laterSaid(time), tone: 'good' }
    },
  },
  completions: {},
}

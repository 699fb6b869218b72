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
    'digest show': async (asked) => ({ card: await showDigest(asked) }),
    'digest on': (asked, { when }) => digestOn(asked, when),
    'digest off': digestOff,
    'digest weekly': (asked, { when }) => digestWeekly(asked, when),
    'digest holidays': (asked, { rule }) => digestHolidays(asked, rule),
    'digest room on': (asked, { when }) => roomDigestOn(asked, when),
    'digest room weekly': (asked, { when }) => roomDigestWeekly(asked, when),
    'digest room off': roomDigestOff,
  },
  presses: {
    section: async (asked, { subject, detail }) => ({ card: await showSection(asked, subject, detail) }),
    'digest-later': (asked, pressed) => digestLater(asked, { press: 'digest-later', ...pressed }),
  },
  forms: {},
  replies: {
    'digest-set': (asked, _reply, reader) => digestSetCard(asked, 'daily', reader),
    'weekly-set': (asked, _reply, reader) => digestSetCard(asked, 'weekly', reader),
    'holidays-set': (_asked, { rule }, { words }) => ({ title: words.digests.holidays[rule], tone: 'good' }),
    'room-digest-set': roomDigestSetCard,
    'digest-later': ({ by, now }, { at }, { words }) => {
      const time = formatInstant(Temporal.Instant.from(at), by.zone, by.language, now)
      return { title: words.digests.laterSaid(time), tone: 'good' }
    },
  },
  completions: {},
}

import { pageIn, type Feature } from '#src/kernel/feature.ts'
import type { repeatForms, repeatPresses } from './actions.ts'
import type { repeatCommands } from './commands.ts'
import { repeatFactForm, repeatFactIn, repeatForm } from './forms.ts'
import {
  editRepeat,
  editRepeatFact,
  endRepeat,
  justOnce,
  pauseRepeat,
  resumeRepeat,
  skipNext,
} from './handlers/repeats.ts'
import { findRepeat, repeatSaidCard, showRepeat, showRepeats } from './queries/repeat-views.ts'
import { suggestRepeats, suggestRhythms } from './queries/suggest.ts'

type RepeatFeature = Feature<
  typeof repeatCommands,
  (typeof repeatPresses)[number],
  (typeof repeatForms)[number],
  'repeat',
  'rhythm' | 'repeat'
>

/** Tasks that are delegated again by themselves. */
export const repeats: RepeatFeature = {
  commands: {
    'repeat list': async (asked, { client }) => ({ card: await showRepeats(asked, client ?? null) }),
    'repeat show': async (asked, { repeat }) => ({ card: await showRepeat(asked, repeat) }),
    'repeat edit': async (asked, { repeat }) => ({ card: await showRepeat(asked, repeat) }),
    'repeat pause': (asked, { repeat }) => pauseRepeat(asked, repeat),
    'repeat resume': (asked, { repeat }) => resumeRepeat(asked, repeat),
    'repeat skip': (asked, { repeat }) => skipNext(asked, repeat),
    'repeat end': (asked, { repeat }) => endRepeat(asked, repeat),
  },
  presses: {
    'repeat-show': async (asked, { subject }) => ({ card: await showRepeat(asked, subject) }),
    'repeat-page': async (asked, { subject, detail }) => ({
      card: await showRepeats(asked, detail || null, pageIn(subject)),
    }),
    'repeat-pause': (asked, { subject }) => pauseRepeat(asked, subject),
    'repeat-resume': (asked, { subject }) => resumeRepeat(asked, subject),
    'repeat-skip': (asked, { subject, detail }) => skipNext(asked, subject, detail),
    'repeat-end': (asked, { subject }) => endRepeat(asked, subject),
    'repeat-once': (asked, { subject }) => justOnce(asked, subject),
  },
  forms: {
    repeat: {
      // Filled with what is there, so only for those who may change it.
      draw: async (asked, { subject }, context) => {
        const found = await findRepeat(asked, subject)
        return found.ok ? repeatForm(found.found.repeat, await context()) : found.reason
      },
      submit: (asked, { subject, values }) => editRepeat(asked, subject, values),
    },
    'repeat-fact': {
      draw: async (asked, { subject }, context) => {
        const { number, fact } = repeatFactIn(subject)
        const found = await findRepeat(asked, number)
        if (!found.ok) return found.reason
        return repeatFactForm(found.found.repeat, fact ?? 'due', await context())
      },
      submit: (asked, { subject, values }) => editRepeatFact(asked, subject, values),
    },
  },
  replies: { repeat: repeatSaidCard },
  completions: { rhythm: suggestRhythms, repeat: suggestRepeats },
}

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
    'repeat list': async (context, { client }) => ({ card: await showRepeats(context, client ?? null) }),
    'repeat show': async (context, { repeat }) => ({ card: await showRepeat(context, repeat) }),
    'repeat edit': async (context, { repeat }) => ({ card: await showRepeat(context, repeat) }),
    'repeat pause': (context, { repeat }) => pauseRepeat(context, repeat),
    'repeat resume': (context, { repeat }) => resumeRepeat(context, repeat),
    'repeat skip': (context, { repeat }) => skipNext(context, repeat),
    'repeat end': (context, { repeat }) => endRepeat(context, repeat),
  },
  presses: {
    'repeat-show': async (context, { subject }) => ({ card: await showRepeat(context, subject) }),
    'repeat-page': async (context, { subject, detail }) => ({
      card: await showRepeats(context, detail || null, pageIn(subject)),
    }),
    'repeat-pause': (context, { subject }) => pauseRepeat(context, subject),
    'repeat-resume': (context, { subject }) => resumeRepeat(context, subject),
    'repeat-skip': (context, { subject, detail }) => skipNext(context, subject, detail),
    'repeat-end': (context, { subject }) => endRepeat(context, subject),
    'repeat-once': (context, { subject }) => justOnce(context, subject),
  },
  forms: {
    repeat: {
      // Filled with what is there, so only for those who may change it.
      draw: async (context, { subject }, formContext) => {
        const found = await findRepeat(context, subject)
        return found.ok ? repeatForm(found.found.repeat, await formContext()) : found.reason
      },
      submit: (context, { subject, values }) => editRepeat(context, subject, values),
    },
    'repeat-fact': {
      draw: async (context, { subject }, formContext) => {
        const { number, fact } = repeatFactIn(subject)
        const found = await findRepeat(context, number)
        if (!found.ok) return found.reason
        return repeatFactForm(found.found.repeat, fact ?? 'due', await formContext())
      },
      submit: (context, { subject, values }) => editRepeatFact(context, subject, values),
    },
  },
  replies: { repeat: repeatSaidCard },
  completions: { rhythm: suggestRhythms, repeat: suggestRepeats },
}

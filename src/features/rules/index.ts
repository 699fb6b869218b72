import type { Feature } from '#src/kernel/feature.ts'
import type { ruleCommands } from './commands.ts'
import { addARule, listRules, moveARule, removeARule, rulesNow, tryRules } from './handlers/rules.ts'

/** Where tasks go before a client's assignments are asked: if client, duty, words, then whom. */
export const rules: Feature<typeof ruleCommands, never, never, 'rules', never> = {
  commands: {
    'agency rule add': addARule,
    'agency rule list': listRules,
    'agency rule move': moveARule,
    'agency rule remove': removeARule,
    'agency rule try': tryRules,
  },
  presses: {},
  forms: {},
  replies: {
    // All of them as they are now: the order is what a rule means.
    rules: async (context, { what, place }, { words }) => ({
      ...(await rulesNow(context)),
      tone: 'good',
      status: words.rules.changed[what](place),
    }),
  },
  completions: {},
}

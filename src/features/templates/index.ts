import { pageIn, type Feature } from '#src/kernel/feature.ts'
import type { templateForms, templatePresses } from './actions.ts'
import type { templateCommands } from './commands.ts'
import { drawOfTask, drawTemplate } from './handlers/draw.ts'
import { editTemplate, removeOne, restoreOne, saveTaskIn, templatesFor } from './handlers/templates.ts'
import { showTemplate, showTemplates, templateSaidCard } from './queries/template-views.ts'

type TemplateFeature = Feature<
  typeof templateCommands,
  (typeof templatePresses)[number],
  (typeof templateForms)[number],
  'template',
  'template'
>

/** What is kept to be delegated again. */
export const templates: TemplateFeature = {
  commands: {
    'template list': async (asked, { client }) => ({ card: await showTemplates(asked, client ?? null) }),
    'template show': async (asked, { name }) => ({ card: await showTemplate(asked, name) }),
    'template edit': async (asked, { name }) => ({ card: await showTemplate(asked, name) }),
    'template remove': (asked, { name }) => removeOne(asked, name),
  },
  presses: {
    'template-show': async (asked, { subject }) => ({ card: await showTemplate(asked, subject) }),
    'template-page': async (asked, { subject, detail }) => ({
      card: await showTemplates(asked, detail || null, pageIn(subject)),
    }),
    'template-remove': (asked, { subject }) => removeOne(asked, subject),
    'template-restore': (asked, { subject }) => restoreOne(asked, subject),
  },
  forms: {
    'save-template': {
      draw: drawOfTask,
      submit: (asked, { subject, values }) => saveTaskIn(asked, subject, values),
    },
    template: {
      draw: (asked, draft, context) => drawTemplate(asked, draft, context, false),
      submit: (asked, { subject, values }) => editTemplate(asked, 'template', subject, values),
    },
    'template-more': {
      draw: (asked, draft, context) => drawTemplate(asked, draft, context, true),
      submit: (asked, { subject, values }) => editTemplate(asked, 'template-more', subject, values),
    },
  },
  replies: { template: (asked, { what, number }) => templateSaidCard(asked, what, number) },
  completions: {
    template: async (asking) => (await templatesFor(asking)).map(({ name }) => ({ value: name, label: name })),
  },
}

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
    'template list': async (context, { client }) => ({ card: await showTemplates(context, client ?? null) }),
    'template show': async (context, { name }) => ({ card: await showTemplate(context, name) }),
    'template edit': async (context, { name }) => ({ card: await showTemplate(context, name) }),
    'template remove': (context, { name }) => removeOne(context, name),
  },
  presses: {
    'template-show': async (context, { subject }) => ({ card: await showTemplate(context, subject) }),
    'template-page': async (context, { subject, detail }) => ({
      card: await showTemplates(context, detail || null, pageIn(subject)),
    }),
    'template-remove': (context, { subject }) => removeOne(context, subject),
    'template-restore': (context, { subject }) => restoreOne(context, subject),
  },
  forms: {
    'save-template': {
      draw: drawOfTask,
      submit: (context, { subject, values }) => saveTaskIn(context, subject, values),
    },
    template: {
      draw: (context, draft, facts) => drawTemplate(context, draft, facts, false),
      submit: (context, { subject, values }) => editTemplate(context, 'template', subject, values),
    },
    'template-more': {
      draw: (context, draft, facts) => drawTemplate(context, draft, facts, true),
      submit: (context, { subject, values }) => editTemplate(context, 'template-more', subject, values),
    },
  },
  replies: { template: (context, { what, number }) => templateSaidCard(context, what, number) },
  completions: {
    template: async (asking) => (await templatesFor(asking)).map(({ name }) => ({ value: name, label: name })),
  },
}

import { insertTemplate, removeTemplate, saveTemplate } from '#db/repositories/templates.ts'
import type { Template } from '#src/features/templates/template.ts'
import type { Aggregate } from '#src/kernel/aggregate.ts'
import { accept, refuse, type Decision } from '#src/kernel/decision.ts'

export type TemplateCommand = { type: 'save'; template: Template } | { type: 'remove' }
type TemplateEvent = { type: 'template-saved'; template: Template } | { type: 'template-removed'; template: Template }

/**
 * Templates, as the engine moves them. They are found and locked by their names, in one trip with those that they stand beside: `lockTemplates`
 * has done so before.
 */
export const templates: Aggregate<Template, Template, TemplateCommand, TemplateEvent, null, null> = {
  find: (_acting, template) => Promise.resolve({ state: template, found: null }),
  missing: ({ number }) => ({ code: 'no-such-template', given: String(number), near: [] }),
  context: () => null,
  decide,
  evolve: (_, { template }) => template,
  insert: ({ tx, agency, now }, template) => insertTemplate(tx, agency.id, template, now),
  save: ({ tx, agency }, template) => saveTemplate(tx, agency.id, template),
  async record({ tx, agency, now }, { after, events }) {
    if (events.some(({ type }) => type === 'template-removed')) await removeTemplate(tx, agency.id, after, now)
  },
}

function decide(template: Template | null, command: TemplateCommand): Decision<TemplateEvent> {
  if (command.type === 'save') return accept({ type: 'template-saved', template: command.template })
  return template
    ? accept({ type: 'template-removed', template })
    : refuse({ code: 'no-such-template', given: '', near: [] })
}

import { html } from 'hono/html'
import {
  ACTION_ROW,
  CHECKBOX,
  CHECKBOX_GROUP,
  FILE_UPLOAD,
  LABEL,
  RADIO_GROUP,
  STRING_SELECT,
  TEXT_DISPLAY,
  TEXT_INPUT,
  type Component,
} from '../discord/component.ts'
import type { ModalView } from '../discord/index.ts'
import { filesOf, formShell, lineOf, menuOf, paragraphOf, ticksOf } from './form.ts'
import { discordText, type Html } from './text.ts'

type Scene = { as: string; people: string[]; read: (token: string) => string }

/** The form that lies open, to be filled in. */
export function discordModal(modal: ModalView, scene: Scene): Html {
  return formShell(
    {
      ...{ platform: 'discord', as: scene.as, title: modal.title, problem: modal.problem },
      close: { label: 'Cancel', does: 'close-modal' },
      send: { label: 'Submit', does: 'submit-modal' },
    },
    modal.components.flatMap((component) => part(component, scene)),
  )
}

function part(component: Component, scene: Scene): Html[] {
  switch (component.type) {
    case TEXT_DISPLAY:
      return [html`<p>${discordText(component.content ?? '', scene.read)}</p>`]
    case LABEL:
      return component.component ? [inputOf(component.component, component, scene)] : []
    case ACTION_ROW:
      return (component.components ?? []).map((each) => inputOf(each, each, scene))
    default:
      return []
  }
}

const PARAGRAPH = 2

function inputOf(input: Component, { label, description }: Component, { people }: Scene): Html {
  const placeholder = input.placeholder ? { placeholder: input.placeholder } : {}
  const named = {
    ...{ platform: 'discord' as const, name: input.custom_id ?? '', label: label ?? '' },
    ...{ optional: input.required === false, hint: description ? html`${description}` : undefined },
  }
  const isMany = (input.max_values ?? 1) > 1 || input.type === CHECKBOX_GROUP
  const pick = isMany ? ticksOf : menuOf
  const listed = input.options ?? []
  switch (input.type) {
    case TEXT_INPUT: {
      const limits = { ...placeholder, longest: input.max_length ?? 4000 }
      const value = input.value ?? ''
      return input.style === PARAGRAPH ? paragraphOf(named, value, limits) : lineOf(named, value, limits)
    }
    case FILE_UPLOAD:
      return filesOf(named, { many: (input.max_values ?? 1) > 1 })
    case CHECKBOX:
      return menuOf(named, [
        { label: 'Yes', value: 'true', chosen: input.default === true },
        { label: 'No', value: 'false', chosen: input.default !== true },
      ])
    case STRING_SELECT:
    case RADIO_GROUP:
    case CHECKBOX_GROUP:
      return pick(
        named,
        listed.map((option) => ({ label: option.label, value: option.value, chosen: option.default === true })),
        placeholder.placeholder,
      )
    default:
      return pick(
        named,
        people.map((person) => ({ label: person, value: person, chosen: false })),
        placeholder.placeholder,
      )
  }
}

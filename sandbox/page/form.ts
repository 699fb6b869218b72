import { html, raw } from 'hono/html'
import type { Platform } from './people.ts'
import { pickedNames, standingFiles } from './files.ts'
import { gesture, languageOf, nothing, type Html } from './text.ts'

type Shell = {
  platform: Platform
  as: string
  title: string
  problem: string | undefined
  close: { label: string; does: string }
  send: { label: string; does: string } | undefined
}

/** A form that lies before everything else of its platform; the other platform stays as it is. */
export function formShell({ platform, as, title, problem, close, send }: Shell, fields: Html[]): Html {
  const id = `${platform}-form-title`
  return html`<form
    class="modal"
    role="dialog"
    aria-labelledby="${id}"
    data-form="${platform}"
    ${languageOf(title)}
    ${gesture({ platform, do: send?.does ?? '', as })}
  >
    <h3 id="${id}">${title}</h3>
    <div class="fields-of-form">
      ${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing} ${fields}
    </div>
    <footer>
      <button type="button" class="button" data-close ${gesture({ platform, do: close.does, as })}>
        ${close.label}
      </button>
      ${send ? html`<button type="submit" class="button primary">${send.label}</button>` : nothing}
    </footer>
  </form>`
}

export type Choice = { label: string; value: string; chosen: boolean }

type Named = {
  platform: Platform
  name: string
  label: string
  optional: boolean
  hint: Html | undefined
  error?: string | undefined
}

/** A field with its words and what is wrong with it. `marks` are the id, the name and what describes it. */
function fieldOf(named: Named, control: (marks: Html) => Html): Html {
  const { label, hint, error } = named
  const id = idOf(named)
  return html`<div class="field">
    <label for="${id}">${label}${optionalMark(named)}</label>
    ${control(marksOf(named))} ${hint ? html`<small id="${id}-hint">${hint}</small>` : nothing}
    ${error ? html`<small class="error" role="alert" id="${id}-error">${error}</small>` : nothing}
  </div>`
}

const idOf = ({ platform, name }: Named) => `${platform}-field-${name.replaceAll(/[^\w-]/gu, '_')}`
const optionalMark = ({ optional }: Named) => (optional ? html` <small>(optional)</small>` : nothing)

function marksOf(named: Named): Html {
  const id = idOf(named)
  const about = [named.hint ? `${id}-hint` : '', named.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return html`id="${id}" name="${named.name}" ${about ? html`aria-describedby="${about}"` : nothing}
  ${named.error ? raw('aria-invalid="true"') : nothing}`
}

/** One of several, in a menu. */
export function menuOf(named: Named, choices: Choice[], placeholder = 'Choose…'): Html {
  return fieldOf(
    named,
    (marks) =>
      html`<select ${marks}>
        <option value="">${placeholder}</option>
        ${choices.map(({ label, value, chosen }) => html`<option value="${value}" ${chosen ? raw('selected') : nothing}>${label}</option>`)}
      </select>`,
  )
}

/** Any number of several, to be ticked. */
export function ticksOf(named: Named, choices: Choice[]): Html {
  const { name, label, hint, error } = named
  const id = idOf(named)
  return html`<fieldset class="field ticks" data-many="${name}" id="${id}">
    <legend>${label}${optionalMark(named)}</legend>
    ${choices.map(
      ({ label: words, value, chosen }, index) =>
        html`<label for="${id}-${index}">
          <input
            type="checkbox"
            id="${id}-${index}"
            name="${name}"
            value="${value}"
            ${chosen ? raw('checked') : nothing}
          />
          ${words}
        </label>`,
    )}
    ${hint ? html`<small>${hint}</small>` : nothing}
    ${error ? html`<small class="error" role="alert">${error}</small>` : nothing}
  </fieldset>`
}

type Picking = { many: boolean; accept?: string; standing?: string[] }

/** Files of one's own machine; `standing` are those that were picked before. */
export function filesOf(named: Named, { many, accept = '', standing = [] }: Picking): Html {
  return fieldOf(
    named,
    (marks) =>
      html`<input type="file" ${marks} ${many ? raw('multiple') : nothing} accept="${accept}" />
        ${standingFiles(standing)} ${pickedNames(idOf(named))}`,
  )
}

export function lineOf(named: Named, value: string, { longest = 3000, placeholder = '', type = 'text' } = {}): Html {
  return fieldOf(
    named,
    (marks) =>
      html`<input
        type="${type}"
        ${marks}
        value="${value}"
        maxlength="${longest}"
        placeholder="${placeholder}"
        autocomplete="off"
      />`,
  )
}

export function paragraphOf(named: Named, value: string, { longest = 3000, placeholder = '' } = {}): Html {
  // The first line break after the tag is not part of what stands in it.
  return fieldOf(
    named,
    (marks) =>
      html`<textarea ${marks} rows="3" maxlength="${longest}" placeholder="${placeholder}">${value}</textarea>`,
  )
}

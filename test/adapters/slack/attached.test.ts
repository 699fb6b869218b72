import { describe, expect, it } from 'vitest'
import { renderForm } from '#adapters/slack/modal.ts'
import { parsePayload } from '#adapters/slack/parse.ts'
import type { Form } from '#src/kernel/form.ts'
import { aShortcut, aSubmission, channel, team, typed } from './payloads.ts'

const parse = (payload: unknown) => parsePayload(payload, { team: { id: team, name: 'Banyan' }, prefix: '' })

const loom = { id: 'F1', name: 'loom.jpg', title: 'The loom', mimetype: 'image/jpeg', size: 1234, mode: 'hosted' }
const film = { id: 'F2', name: 'film.mp4', title: 'film', mimetype: 'video/mp4', size: 9876, mode: 'hosted' }
const uploaded = (...files: unknown[]) => ({ value: { type: 'file_input', files } })

const drafting: Form = {
  ...{ name: 'social-draft', subject: '', title: 'Draft', submit: 'Keep', cancel: 'Cancel' },
  fields: [
    { kind: 'text', name: 'text', label: 'Text', required: true, multiline: true, longest: 1000 },
    { kind: 'files', name: 'files', label: 'Files', required: false, most: 10 },
  ],
}

/** The form sent with these files in it. */
function sentWith(...files: unknown[]) {
  const drawn = renderForm(drafting, { channel, url: null, source: 'none' })
  const state = { text: typed('New looms'), files: uploaded(...files) }
  return parse(aSubmission(drawn.callback_id ?? '', state, { metadata: drawn.private_metadata }))
}

function idOf(...files: unknown[]) {
  const parsed = sentWith(...files)
  return parsed.kind === 'delivery' ? parsed.delivery.id : ''
}

describe('a form with files', () => {
  it('brings them in their order, beside what was typed', () => {
    expect(sentWith(loom, film)).toMatchObject({
      replyTarget: { inputs: ['text', 'files'] },
      delivery: {
        request: {
          kind: 'form',
          values: { text: 'New looms' },
          files: [
            { name: 'loom.jpg', type: 'image/jpeg', size: 1234, source: 'F1' },
            { name: 'film.mp4', type: 'video/mp4', size: 9876, source: 'F2' },
          ],
        },
      },
    })
    expect(sentWith(loom)).not.toHaveProperty('delivery.request.values.files')
  })

  it('in which nothing was chosen has none, and neither has a form that asks for none', () => {
    const other = parse(aSubmission('sahayak-form:return:42', { why: typed('Two seats') }))

    expect(sentWith()).toMatchObject({ delivery: { request: { files: [] } } })
    expect(other).toMatchObject({ delivery: { request: { files: [] } } })
  })

  it('is known again when it is sent once more, and is another with another file', () => {
    expect(idOf(loom)).toBe(idOf(loom))
    expect(idOf(loom)).not.toBe(idOf(film))
    expect(idOf(loom)).not.toBe(idOf())
  })
})

describe('a file of which Slack says little', () => {
  const filesOf = (...files: unknown[]) => {
    const parsed = parse(aShortcut({ message: { ...aShortcut().message, files } }))
    if (parsed.kind !== 'delivery' || parsed.delivery.request.kind !== 'shortcut') throw new Error('no shortcut')
    return parsed.delivery.request.message.files
  }

  it('from another workspace is taken by its id', () => {
    const foreign = { id: 'F3', created: 0, timestamp: 0, user: '', file_access: 'check_file_info' }

    expect(filesOf(foreign)).toEqual([{ name: 'F3', type: '', size: 0, source: 'F3' }])
  })

  it('without a name is called by its title', () => {
    expect(filesOf({ ...loom, name: null })).toMatchObject([{ name: 'The loom' }])
  })

  it('that was deleted is left out, and what is no file at all', () => {
    expect(filesOf({ id: 'F4', mode: 'tombstone' }, loom, 'F5', null)).toMatchObject([{ source: 'F1' }])
  })

  it('is none at all where the message has none', () => {
    expect(parse(aShortcut())).toMatchObject({ delivery: { request: { message: { files: [] } } } })
  })
})

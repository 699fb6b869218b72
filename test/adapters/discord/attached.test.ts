import { describe, expect, it } from 'vitest'
import { parseInteraction } from '#adapters/discord/parse.ts'
import { aCommand, aSubmission } from './interactions.ts'

const parse = (payload: unknown) => parseInteraction(payload, () => 'Banyan')

const url = 'https://cdn.discordapp.com/ephemeral-attachments/1/5/loom.jpg?ex=1&is=2&hm=3'
const loom = { id: '5', filename: 'loom.jpg', content_type: 'image/jpeg', size: 1234, url, ephemeral: true }
const notes = { ...loom, id: '6', filename: 'notes.txt', content_type: 'text/plain; charset=utf-8', url: `${url}&6` }

const text = { type: 4, custom_id: 'text', value: 'New looms' }
const upload = (...values: string[]) => ({ type: 19, custom_id: 'files', values })

const sent = (inputs: object[], attachments?: object) =>
  parse(
    aSubmission('sahayak-form:social-draft:', [], {
      data: {
        custom_id: 'sahayak-form:social-draft:',
        components: inputs.map((component) => ({ type: 18, component })),
        ...(attachments ? { resolved: { attachments } } : {}),
      },
    }),
  )

describe('a form with files', () => {
  it('brings them in their order, beside what was typed', () => {
    const parsed = sent([text, upload('6', '5')], { 5: loom, 6: notes })

    expect(parsed).toMatchObject({
      delivery: {
        request: {
          kind: 'form',
          files: [
            { name: 'notes.txt', type: 'text/plain', size: 1234, source: notes.url },
            { name: 'loom.jpg', type: 'image/jpeg', size: 1234, source: url },
          ],
        },
      },
    })
    expect(parsed).toHaveProperty('delivery.request.values', { text: 'New looms' })
  })

  it('in which nothing was chosen has none, and neither has a form that asks for none', () => {
    const [chosen, asked] = [sent([text, upload()]), sent([text])]

    expect(chosen).toMatchObject({ delivery: { request: { files: [], values: { text: 'New looms' } } } })
    expect(asked).toMatchObject({ delivery: { request: { files: [] } } })
  })
})

describe('a file', () => {
  const message = (attachment: object) => ({
    ...{ name: 'Draft a post', type: 3, target_id: '77' },
    resolved: { messages: { 77: { id: '77', content: 'The looms', attachments: [attachment] } } },
  })
  const filesOf = (attachment: object) => {
    const parsed = parse(aCommand(message(attachment)))
    if (parsed.kind !== 'delivery' || parsed.delivery.request.kind !== 'shortcut') throw new Error('no shortcut')
    return parsed.delivery.request.message.files
  }

  it.each([
    ['with an ending of its own', 'करघा', 'करघा.jpg'],
    ['with its ending', 'करघा.jpg', 'करघा.jpg'],
    ['that is none', '', '_.jpg'],
  ])('is called by its title, %s', (_, title, name) => {
    expect(filesOf({ ...loom, filename: '_.jpg', title })).toMatchObject([{ name }])
  })

  it('of an unknown type has none', () => {
    expect(filesOf({ ...loom, content_type: undefined })).toMatchObject([{ name: 'loom.jpg', type: '' }])
  })
})

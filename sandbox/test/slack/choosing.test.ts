import { afterEach, describe, expect, it } from 'vitest'
import { aForm, option } from './form.ts'
import { closeAll, form, input } from './stage.ts'

afterEach(closeAll)

const blocks = [
  input('who', 'Who', {
    optional: true,
    element: { type: 'multi_users_select', action_id: 'it', max_selected_items: 2 },
  }),
  input('where', 'Where', { optional: true, element: { type: 'conversations_select', action_id: 'it' } }),
  input('room', 'Room', {
    optional: true,
    element: { type: 'conversations_select', action_id: 'it', filter: { include: ['private'] } },
  }),
  input('channel', 'Channel', { optional: true, element: { type: 'channels_select', action_id: 'it' } }),
  input('duty', 'Duty', {
    optional: true,
    element: { type: 'multi_static_select', action_id: 'it', options: ['a', 'b', 'c'].map((one) => option(one, one)) },
  }),
  input('one', 'One', {
    optional: true,
    element: { type: 'static_select', action_id: 'it', options: ['a', 'b'].map((one) => option(one, one)) },
  }),
  input('hours', 'Hours', {
    optional: true,
    element: { type: 'number_input', action_id: 'it', is_decimal_allowed: false, min_value: '1', max_value: '8' },
  }),
  input('time', 'Time', { optional: true, element: { type: 'timepicker', action_id: 'it' } }),
  input('papers', 'Papers', { optional: true, element: { type: 'file_input', action_id: 'it', max_files: 1 } }),
]

type Values = { [field: string]: string | string[] }

async function filling() {
  const stage = await aForm(form(blocks))
  const { slack, asha, open, heard } = stage
  await open()
  const submit = (values: Values) => slack.gesture({ do: 'fill-and-submit', as: asha.id, values })
  const values = () => heard.at(-1)?.view.state.values
  return { ...stage, submit, values }
}

async function aFile({ slack, general }: Awaited<ReturnType<typeof filling>>, as: string): Promise<string> {
  const file = { name: 'a.txt', content: 'x' }
  const result = await slack.gesture({ do: 'upload', as, channel: general.id, file })
  return 'files' in result && Array.isArray(result['files']) ? String(result['files'][0]) : ''
}

describe('in a form', () => {
  it('people, channels and files are chosen by name or id', async () => {
    const stage = await filling()
    const { submit, values, asha, ben, general, secret } = stage
    const papers = await aFile(stage, asha.id)

    const result = await submit({
      ...{ Who: ['@asha', 'Ben Ito'], Where: '#general', Room: 'secret', Channel: general.id },
      ...{ Duty: ['c', 'a'], Hours: '3', Time: '09:30', Papers: papers },
    })

    expect(result).toEqual({ ok: true })
    expect(values()).toMatchObject({
      who: { it: { selected_users: [asha.id, ben.id] } },
      where: { it: { selected_conversation: general.id } },
      room: { it: { selected_conversation: secret.id } },
      channel: { it: { selected_channel: general.id } },
      duty: { it: { selected_options: [option('c', 'c'), option('a', 'a')] } },
      hours: { it: { value: '3' } },
      time: { it: { selected_time: '09:30' } },
      papers: { it: { files: [{ id: papers, name: 'a.txt', mimetype: 'text/plain' }] } },
    })
  })

  it.each<[string, Values, string]>([
    ['somebody who is not there', { Who: '@nobody' }, 'There is no "@nobody"'],
    ['more people than may be', { Who: ['asha', 'ben', 'cleo'] }, 'No more than 2 can be chosen in "Who"'],
    ['two where it is one', { One: ['a', 'b'] }, 'No more than 1 can be chosen in "One"'],
    ['what is not on offer', { Duty: ['a', 'z'] }, '"z" is not among the options of "Duty"'],
    ['a public channel where private ones are asked for', { Room: 'general' }, 'There is no "general"'],
    ['a private channel where public ones are asked for', { Channel: 'secret' }, 'There is no "secret"'],
    ['a time that there is not', { Time: '25:00' }, '"25:00" is not a date or time'],
    ['a number that is none', { Hours: 'many' }, 'Please enter a valid number.'],
    ['a number that is not whole', { Hours: '1.5' }, 'Please enter a whole number.'],
    ['a number too small', { Hours: '0' }, 'Please enter a number of at least 1.'],
    ['a number too large', { Hours: '9' }, 'Please enter a number of at most 8.'],
    [
      'what is not in it',
      { When: 'now' },
      'There is no "When" in this form; there is "Who", "Where", "Room", "Channel", "Duty", "One", "Hours", "Time", "Papers"',
    ],
  ])('%s cannot be filled in', async (_, given, error) => {
    const { submit, heard } = await filling()

    expect(await submit(given)).toEqual({ ok: false, error })
    expect(heard).toEqual([])
  })

  it('nobody chooses a channel that they are not in, nor a file of somebody else', async () => {
    const stage = await filling()
    const { slack, asha, ben, submit } = stage
    const hidden = slack.addChannel({ name: 'hidden', private: true, members: [ben.id] })
    const foreign = await aFile(stage, ben.id)

    expect(await submit({ Where: 'hidden' })).toEqual({ ok: false, error: 'There is no "hidden"' })
    expect(await submit({ Where: hidden.id })).toEqual({ ok: false, error: `There is no "${hidden.id}"` })
    expect(await submit({ Papers: foreign })).toEqual({ ok: false, error: `There is no "${foreign}"` })
    expect(slack.view(asha.id).modals).toHaveLength(1)
  })
})

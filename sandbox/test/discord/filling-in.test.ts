import { afterEach, describe, expect, it } from 'vitest'
import { aBot, isForm } from './bot.ts'
import { aForm, field, form, optional, options, text } from './form.ts'
import { closeAll, seenBy } from './stage.ts'

afterEach(closeAll)

describe('a form that is sent', () => {
  it('brings what was filled in, by the words above a field or by its custom id', async () => {
    const { submit, message, asha } = await aForm(
      field('Why', text('why')),
      field('Which', text('which', { style: 1 })),
    )

    const { sent } = await submit({ Why: 'Wrong day', which: 'The second' })

    expect(sent).toMatchObject({ customId: 'return', user: { id: asha.id }, message: { id: message } })
    expect(sent.fields.getTextInputValue('why')).toBe('Wrong day')
    expect(sent.fields.getTextInputValue('which')).toBe('The second')
  })

  it('keeps what stood in it when it opened, but for what was changed or cleared', async () => {
    const { submit } = await aForm(
      field('Title', text('title', { value: 'Book a flight' })),
      field('Brief', text('brief', { value: 'Aisle seat' })),
      field('Note', text('note', { value: 'None', ...optional })),
      field('Duty', { type: 3, custom_id: 'duty', options }),
    )

    const { sent } = await submit({ Brief: 'Window seat', Note: null })

    expect(sent.fields.getTextInputValue('title')).toBe('Book a flight')
    expect(sent.fields.getTextInputValue('brief')).toBe('Window seat')
    expect(sent.fields.getTextInputValue('note')).toBe('')
    expect(sent.fields.getStringSelectValues('duty')).toEqual(['t'])
  })

  it('keeps the people, roles and channels that were chosen when it opened', async () => {
    const bot = await aBot()
    const { aCard, press, heard, discord, guild, asha, jun, board } = bot
    const role = discord.addRole(guild.id, { name: 'Assistants' })
    const chosen = (type: number, id: string, kind: string, value: string) =>
      field(id, { type, custom_id: id, default_values: [{ id: value, type: kind }] })
    const components = [
      chosen(5, 'who', 'user', jun.id),
      chosen(6, 'as', 'role', role.id),
      chosen(8, 'where', 'channel', board.id),
    ]
    await (await press(await aCard())).showModal(form('Assign', ...components))

    const { interaction } = await heard({ do: 'submit-modal', as: asha.id, values: {} })
    const { fields } = isForm(interaction)

    expect(fields.getSelectedUsers('who')?.map(({ username }) => username)).toEqual(['jun'])
    expect(fields.getSelectedRoles('as')?.map((each) => each?.name)).toEqual(['Assistants'])
    expect(fields.getSelectedChannels('where')?.map((each) => each?.id)).toEqual([board.id])
  })

  it('brings who and what was chosen', async () => {
    const { submit, jun, board } = await aForm(
      field('Who', { type: 5, custom_id: 'who', max_values: 2 }),
      field('Whom', { type: 7, custom_id: 'whom', ...optional }),
      field('Where', { type: 8, custom_id: 'where' }),
    )

    const { fields } = (await submit({ Who: ['@jun', '@asha'], Where: '#open-tasks' })).sent

    expect(fields.getSelectedMembers('who')?.map((member) => member !== null)).toEqual([true, true])
    expect(fields.getSelectedUsers('who')?.firstKey()).toBe(jun.id)
    expect(fields.getSelectedMentionables('whom')?.users.size).toBe(0)
    expect(fields.getSelectedChannels('where')?.firstKey()).toBe(board.id)
  })

  it('brings what was ticked', async () => {
    const { submit } = await aForm(
      field('One', { type: 21, custom_id: 'one', options }),
      field('None', {
        type: 21,
        custom_id: 'none',
        options: options.map(({ label, value }) => ({ label, value })),
        ...optional,
      }),
      field('All', { type: 22, custom_id: 'all', options }),
      field('Yes', { type: 23, custom_id: 'yes' }),
      field('No', { type: 23, custom_id: 'no', default: true }),
    )

    const { fields } = (await submit({ One: 'Books', All: ['Travel', 'Books'], Yes: 'true', No: 'false' })).sent

    expect(fields.getRadioGroup('one')).toBe('b')
    expect(fields.getRadioGroup('none')).toBeNull()
    expect(fields.getCheckboxGroup('all')).toEqual(['t', 'b'])
    expect([fields.getCheckbox('yes'), fields.getCheckbox('no')]).toEqual([true, false])
  })

  it('brings files, which can be fetched', async () => {
    const { submit } = await aForm(field('Papers', { type: 19, custom_id: 'papers', max_values: 2 }))
    const files = ['a.txt', 'b.txt', 'unused.txt'].map((name) => ({ name, content: `in ${name}` }))

    const { fields } = (await submit({ Papers: ['a.txt', 'b.txt'] }, files)).sent
    const uploaded = fields.getUploadedFiles('papers')

    expect(uploaded?.map(({ name, size }) => [name, size])).toEqual([
      ['a.txt', 8],
      ['b.txt', 8],
    ])
    expect(await (await fetch(uploaded?.first()?.url ?? '')).text()).toBe('in a.txt')
  })

  it('brings files of any kind, which are for the application alone', async () => {
    const { submit } = await aForm(field('Papers', { type: 19, custom_id: 'papers', max_values: 2 }))
    const content = new Uint8Array([0, 255, 10])
    const files = [
      { name: 'नील.png', content },
      { name: 'plan.zzz', content: Buffer.from(content).toString('base64'), encoding: 'base64' as const },
    ]

    const { fields } = (await submit({ Papers: ['नील.png', 'plan.zzz'] }, files)).sent
    const [picture, plan] = fields.getUploadedFiles('papers')?.values().toArray() ?? []

    expect(picture).toMatchObject({ title: 'नील', size: 3, contentType: 'image/png', ephemeral: true })
    expect(picture?.url).toContain('/ephemeral-attachments/')
    expect(plan).toMatchObject({ name: 'plan.zzz', title: null, size: 3, contentType: null, ephemeral: true })
    expect(Buffer.from(await (await fetch(plan?.url ?? '')).arrayBuffer())).toEqual(Buffer.from(content))
  })

  it('brings none where none are asked for', async () => {
    const { submit } = await aForm(field('Papers', { type: 19, custom_id: 'papers', ...optional }))

    expect((await submit()).sent.fields.getUploadedFiles('papers')).toBeNull()
  })

  it.each<[string, object, string[], number, string]>([
    ['are missing', {}, [], 1, 'Papers: This field is required'],
    ['are too few', { min_values: 2, max_values: 3 }, ['a'], 1, 'Papers: Between 2 and 3 files'],
    ['are too many', { max_values: 2 }, ['a', 'b', 'c'], 1, 'Papers: Between 1 and 2 files'],
    ['are too large', {}, ['a'], 10 * 1024 * 1024 + 1, 'Papers: "a" is too large: a file can have 10 MB'],
  ])('does not leave the screen when files %s', async (_, more, names, size, error) => {
    const { refused, modal, traffic } = await aForm(field('Papers', { type: 19, custom_id: 'papers', ...more }))
    const before = traffic.since(0).length

    const files = names.map((name) => ({ name, content: new Uint8Array(size) }))
    expect(await refused({ Papers: names }, files)).toEqual({ ok: false, error })

    expect(modal()).toMatchObject({ problem: error })
    expect(traffic.since(0)).toHaveLength(before)
  })

  it('comes back as it was built, without the words that were only to be read', async () => {
    const { submit, traffic } = await aForm({ type: 10, content: '**Why** is it returned?' }, field('Why', text('why')))

    await submit({ Why: 'So' })

    expect(traffic.since(0).findLast(({ name }) => name === 'INTERACTION_CREATE')?.request).toMatchObject({
      ...{ type: 5, locale: 'hi' },
      data: {
        custom_id: 'return',
        components: [
          { type: 10, id: 1 },
          { type: 18, id: 2, component: { type: 4, id: 3, custom_id: 'why', value: 'So' } },
        ],
      },
    })
  })

  it('may be of the older kind, in rows', async () => {
    const { submit } = await aForm({ type: 1, components: [text('why', { label: 'Why' })] })

    expect((await submit({ Why: 'So' })).sent.fields.getTextInputValue('why')).toBe('So')
  })

  it('is closed by the answer, which may change the message that it was born from', async () => {
    const { stage, submit, jun, modal } = await aForm(field('Why', text('why')))

    const { sent, done } = await submit({ Why: 'So' })
    if (!sent.isFromMessage()) throw new Error('It has no message')
    await sent.update({ content: 'Returned', components: [] })

    expect(await done).toEqual({ ok: true })
    expect(modal()).toBeUndefined()
    expect(seenBy(stage, jun)).toMatchObject([{ content: 'Returned' }])
  })

  it('has no message when it was born from a command', async () => {
    const { command, heard, asha } = await aBot()
    await (await command()).showModal(form('New', field('What', text('what'))))

    const { interaction } = await heard({ do: 'submit-modal', as: asha.id, values: { What: 'A flight' } })

    expect(isForm(interaction).message).toBeNull()
  })
})

import { Routes, SlashCommandBuilder } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aServer, closeAll, refusal, type Stage } from './stage.ts'

afterEach(closeAll)

const tasks = { name: 'tasks', description: 'Your tasks' }
const claim = {
  name: 'claim',
  description: 'Take a task',
  options: [{ type: 4, name: 'number', description: 'Which' }],
}

const commandsShape = z.array(z.looseObject({ id: z.string(), name: z.string(), version: z.string() }))

const put = async ({ rest, application }: Stage, body: unknown) =>
  commandsShape.parse(await rest.put(Routes.applicationCommands(application.id), { body }))

describe('registering commands', () => {
  it('takes what the builders of the library make, and answers whole commands', async () => {
    const stage = await aServer()
    const built = new SlashCommandBuilder()
      .setName('delegate')
      .setDescription('Hand over a task')
      .setNameLocalizations({ hi: 'सौंपें' })
      .setDefaultMemberPermissions(0)
      .addStringOption((option) =>
        option.setName('what').setDescription('The task').setRequired(true).setAutocomplete(true),
      )

    const [command] = await put(stage, [built.toJSON()])

    expect(command).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      version: expect.stringMatching(/^\d+$/),
      application_id: stage.application.id,
      type: 1,
      default_member_permissions: '0',
      name_localizations: { hi: 'सौंपें' },
      options: [{ name: 'what', required: true, autocomplete: true }],
    })
  })

  it('replaces all that were there; those of the same name keep their ids', async () => {
    const stage = await aServer()

    const [first] = await put(stage, [tasks])
    const again = await put(stage, [claim, { ...tasks, description: 'All your tasks' }])

    expect(again.map(({ name }) => name)).toEqual(['claim', 'tasks'])
    expect(again[1]).toMatchObject({ id: first?.id, description: 'All your tasks' })
    expect(again[1]?.version).not.toBe(first?.version)
  })

  it('adds, changes and removes one', async () => {
    const stage = await aServer()
    const { rest, application } = stage
    await put(stage, [tasks])

    const made = z
      .looseObject({ id: z.string() })
      .parse(await rest.post(Routes.applicationCommands(application.id), { body: claim }))
    const changed = await rest.patch(Routes.applicationCommand(application.id, made.id), { body: { name: 'take' } })
    await rest.delete(Routes.applicationCommand(application.id, made.id))

    expect(changed).toMatchObject({ id: made.id, name: 'take', options: [{ name: 'number' }] })
    expect(await rest.get(Routes.applicationCommands(application.id))).toMatchObject([{ name: 'tasks' }])
    expect(await refusal(rest.get(Routes.applicationCommand(application.id, made.id)))).toMatchObject({ code: 10063 })
  })

  it('keeps those of one server apart', async () => {
    const { rest, application, guild } = await aServer()

    const body = [claim]
    const own = await rest.put(Routes.applicationGuildCommands(application.id, guild.id), { body })

    expect(own).toMatchObject([{ name: 'claim', guild_id: guild.id }])
    expect(await rest.get(Routes.applicationCommands(application.id))).toEqual([])
  })

  it('lists the words of other languages only when they are asked for', async () => {
    const stage = await aServer()
    const { rest, application } = stage
    await put(stage, [{ ...tasks, description_localizations: { hi: 'आपके काम' } }])

    const query = new URLSearchParams({ with_localizations: 'true' })
    const plain = await rest.get(Routes.applicationCommands(application.id))
    const worded = await rest.get(Routes.applicationCommands(application.id), { query })

    expect(plain).toMatchObject([{ name: 'tasks' }])
    expect(plain).not.toMatchObject([{ description_localizations: {} }])
    expect(worded).toMatchObject([{ description_localizations: { hi: 'आपके काम' } }])
  })
})

describe('a command is refused, with the way to the mistake,', () => {
  const option = (more: object) => ({ type: 3, name: 'what', description: 'What', ...more })
  const withOptions = (...options: object[]) => ({ ...tasks, options })
  const many = Array.from({ length: 26 }, (_, index) => option({ name: `o${index}` }))
  const long = Array.from({ length: 25 }, (_, index) =>
    option({
      name: `o${index}`,
      choices: Array.from({ length: 25 }, (__, at) => ({ name: `${at}`.padEnd(20, 'n'), value: `${at}` })),
    }),
  )

  it.each<[string, object, object]>([
    ['with a capital in its name', { ...tasks, name: 'Tasks' }, { name: {} }],
    ['with a space in its name', { ...tasks, name: 'my tasks' }, { name: {} }],
    ['with a name of 33 letters', { ...tasks, name: 'x'.repeat(33) }, { name: {} }],
    ['without a description', { name: 'tasks' }, { description: {} }],
    ['with a description of 101 characters', { ...tasks, description: 'x'.repeat(101) }, { description: {} }],
    [
      'with a name in a language that nobody speaks',
      { ...tasks, name_localizations: { xx: 'y' } },
      { name_localizations: { xx: {} } },
    ],
    [
      'with a capital in another language',
      { ...tasks, name_localizations: { de: 'Aufgaben' } },
      { name_localizations: { de: {} } },
    ],
    [
      'with an option that must be given after one that need not',
      withOptions(option({}), option({ name: 'b', required: true })),
      { options: { 1: { required: {} } } },
    ],
    ['with an option twice', withOptions(option({}), option({})), { options: { 1: { name: {} } } }],
    [
      'with an option without a description',
      withOptions({ type: 3, name: 'what' }),
      { options: { 0: { description: {} } } },
    ],
    ['with 26 options', withOptions(...many), { options: {} }],
    [
      'with a part beside an option',
      withOptions({ type: 1, name: 'a', description: 'A' }, option({})),
      { options: {} },
    ],
    [
      'with choices and completion',
      withOptions(option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })),
      { options: { 0: { autocomplete: {} } } },
    ],
    ['of more than 8,000 characters', withOptions(...long), {}],
  ])('%s', async (_, command, errors) => {
    const { rest, application } = await aServer()

    const one = await refusal(rest.post(Routes.applicationCommands(application.id), { body: command }))
    const among = await refusal(rest.put(Routes.applicationCommands(application.id), { body: [claim, command] }))

    expect(one).toMatchObject({ status: 400, code: 50035, errors })
    expect(among).toMatchObject({ status: 400, code: 50035, errors: { 1: errors } })
    expect(await rest.get(Routes.applicationCommands(application.id))).toEqual([])
  })

  it('when there is another of its name', async () => {
    expect(await refusal(put(await aServer(), [tasks, tasks]))).toMatchObject({
      code: 50035,
      errors: { 1: { name: {} } },
    })
  })

  it('when it is the 101st', async () => {
    const body = Array.from({ length: 101 }, (_, index) => ({ ...tasks, name: `c${index}` }))

    expect(await refusal(put(await aServer(), body))).toMatchObject({ code: 50035 })
  })

  it('of another application', async () => {
    const { rest } = await aServer()

    expect(await refusal(rest.get(Routes.applicationCommands('1')))).toMatchObject({ status: 403, code: 50001 })
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { hearing, isCommand } from './bot.ts'
import { aServer, closeAll, register } from './stage.ts'

afterEach(closeAll)

const option = (type: number, name: string, more: object = {}) => ({ type, name, description: name, ...more })
const text = (name: string, more: object = {}) => option(3, name, more)

const every = {
  name: 'try',
  description: 'Everything that can be filled in',
  options: [
    text('what', { required: true, min_length: 2, max_length: 40 }),
    option(4, 'times', { min_value: 1, max_value: 9 }),
    option(5, 'loud'),
    option(6, 'who'),
    option(7, 'where', { channel_types: [0] }),
    option(8, 'as'),
    option(9, 'whom'),
    option(10, 'share'),
    option(11, 'file'),
    text('size', { choices: [{ name: 'Small', name_localizations: { hi: 'छोटा' }, value: 's' }] }),
    option(4, 'rank', { choices: [{ name: 'First', value: 1 }] }),
  ],
}
const agency = {
  name: 'agency',
  description: 'The agency',
  options: [
    option(1, 'setup', { options: [text('code')] }),
    option(2, 'client', { options: [option(1, 'add', { options: [text('name', { required: true })] })] }),
  ],
}
const tasks = { name: 'tasks', description: 'Your tasks', name_localizations: { hi: 'काम' } }
async function aBot() {
  const stage = await aServer()
  const { discord, guild } = stage
  await register(stage, every, agency, tasks)
  const assistants = discord.addRole(guild.id, { name: 'Assistants' })
  return { ...stage, stage, assistants, ...(await hearing(stage)) }
}

describe('a command', () => {
  it('reaches the bot with everything that was filled in, each as what it is', async () => {
    const { heard, asha, jun, board, assistants } = await aBot()
    const words =
      '/try what:Book: a flight times:3 loud:True who:@asha where:#open-tasks as:@Assistants whom:@Jun Santos share:0.5 file:a.txt size:Small rank:First'

    const { interaction } = await heard({
      ...{ do: 'command', as: asha.id, channel: board.id, text: words },
      files: [{ name: 'a.txt', content: 'words' }],
    })
    const { options } = isCommand(interaction)

    expect(options.getString('what')).toBe('Book: a flight')
    expect(options.getInteger('times')).toBe(3)
    expect(options.getBoolean('loud')).toBe(true)
    expect(options.getUser('who')).toMatchObject({ id: asha.id, displayName: 'Asha Patil' })
    expect(options.getMember('who')).toMatchObject({ id: asha.id })
    expect(options.getChannel('where')).toMatchObject({ id: board.id, name: 'open-tasks' })
    expect(options.getRole('as')).toMatchObject({ id: assistants.id, name: 'Assistants' })
    expect(options.getMentionable('whom')).toMatchObject({ id: jun.id })
    expect(options.getNumber('share')).toBe(0.5)
    expect(options.getString('size')).toBe('s')
    expect(options.getInteger('rank')).toBe(1)
    const file = options.getAttachment('file')
    expect(file).toMatchObject({ name: 'a.txt', size: 5, ephemeral: true })
    expect(await (await fetch(file?.url ?? '')).text()).toBe('words')
  })

  it('says who typed it, where, and what they and the bot may do there', async () => {
    const { heard, asha, board, guild, traffic } = await aBot()

    const { interaction } = await heard({ do: 'command', as: asha.id, channel: '#open-tasks', text: '/tasks' })
    const command = isCommand(interaction)

    expect(command).toMatchObject({ locale: 'hi', guildLocale: 'en-US', context: 0, channelId: board.id })
    expect(command.memberPermissions?.has('ManageThreads')).toBe(false)
    expect(command.memberPermissions?.has('SendMessages')).toBe(true)
    expect(command.appPermissions.has('SendMessages')).toBe(true)
    const [sent] = traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')
    expect(sent?.request).toMatchObject({
      ...{ type: 2, guild_id: guild.id, guild: { id: guild.id, locale: 'en-US' }, attachment_size_limit: 10_485_760 },
      ...{ authorizing_integration_owners: { 0: guild.id }, entitlements: [] },
      channel: { id: board.id, type: 0, name: 'open-tasks', permissions: expect.stringMatching(/^\d+$/) },
      member: { user: { id: asha.id }, permissions: expect.stringMatching(/^\d+$/) },
      data: { id: expect.stringMatching(/^\d+$/), name: 'tasks', type: 1 },
    })
    expect(sent?.request).not.toHaveProperty('user')
    expect(sent?.request).not.toHaveProperty('message')
    expect(sent?.request).not.toHaveProperty('data.options')
    expect(sent?.request).not.toHaveProperty('channel.permission_overwrites')
  })

  it('may be a part of a group', async () => {
    const { command } = await aBot()

    const { options } = await command('/agency client add name:Acme Textiles')

    expect([options.getSubcommandGroup(), options.getSubcommand()]).toEqual(['client', 'add'])
    expect(options.getString('name')).toBe('Acme Textiles')
  })

  it('has the names in its words as Discord writes them', async () => {
    const { command, asha, board, assistants } = await aBot()

    const { options } = await command('/agency setup code:@asha in #open-tasks: @Assistants, a@b #no')

    expect(options.getString('code')).toBe(`<@${asha.id}> in <#${board.id}>: <@&${assistants.id}>, a@b #no`)
  })

  it('goes by the name that it has in the language of whoever types it', async () => {
    const { command, discord, asha, jun, board } = await aBot()

    const { commandName } = await command('/काम')
    const unknown = await discord.gesture({ do: 'command', as: jun.id, channel: board.id, text: '/काम' })

    expect(commandName).toBe('tasks')
    expect(unknown).toEqual({ ok: false, error: 'There is no command "/काम" here' })
    expect(discord.commands(asha.id, board.id).map(({ name }) => name)).toContain('काम')
    expect(discord.commands(jun.id, board.id).map(({ name }) => name)).toContain('tasks')
  })

  it.each([
    ['that nobody registered', '/nope', 'There is no command "/nope" here'],
    ['without what must be filled in', '/try times:3', '"what" must be filled in'],
    ['with a field left empty', '/try what:Book loud:', 'loud: specify a value'],
    ['with words too short', '/try what:B', 'what: 2 to 40 characters'],
    ['with words too long', `/try what:${'x'.repeat(41)}`, 'what: 2 to 40 characters'],
    ['with a choice that there is not', '/try what:Book size:Large', 'size: choose one of छोटा'],
    ['with a number that is none', '/try what:Book times:many', 'times: a number'],
    ['with a number that is not whole', '/try what:Book times:1.5', 'times: a whole number'],
    ['with a number too large', '/try what:Book times:10', 'times: between 1 and 9'],
    ['with neither yes nor no', '/try what:Book loud:maybe', 'loud: True or False'],
    ['with somebody who is not there', '/try what:Book who:@nobody', 'who: there is no "@nobody" here'],
    ['with a role that is not there', '/try what:Book as:@Managers', 'as: there is no "@Managers" here'],
    ['with a channel that one does not see', '/try what:Book where:#secret', 'where: there is no "#secret" here'],
    ['with a channel of another kind', '/try what:Book where:#Lounge', 'where: "#Lounge" is not that kind of channel'],
    ['with a file that was not chosen', '/try what:Book file:a.txt', 'file: there is no file "a.txt"'],
    ['with a field twice', '/try what:Book what:Fly', '"what" is there twice'],
    ['with words in no field', '/agency setup 1234', 'Say which field that is, with its name before it: code:'],
    ['without its part', '/agency', 'After "/agency" comes one of: setup, client'],
    ['without the part of its group', '/agency client', 'After "/agency client" comes one of: add'],
    ['with more than it takes', '/tasks all', 'This command takes nothing more'],
  ])('%s is not sent', async (_, typed, error) => {
    const { discord, guild, asha, board, traffic } = await aBot()
    discord.addChannel(guild.id, { name: 'Lounge', type: 'voice' })

    const result = await discord.gesture({ do: 'command', as: asha.id, channel: board.id, text: typed })

    expect(result).toEqual({ ok: false, error })
    expect(traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')).toEqual([])
  })
})

import type { Interaction } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { aBot } from './bot.ts'
import { closeAll } from './stage.ts'

afterEach(closeAll)

const menu = (type: number, id: string, more: object = {}) => ({
  type: 1,
  components: [{ type, custom_id: id, placeholder: id, ...more }],
})
const options = [
  { label: 'Travel', value: 't' },
  { label: 'Books', value: 'b' },
  { label: 'Writing', value: 'w' },
]
const duty = menu(3, 'duty', { options, min_values: 1, max_values: 2 })

function isMenu(interaction: Interaction) {
  if (!interaction.isAnySelectMenu()) throw new Error('It is no menu')
  return interaction
}

/** A message with these menus; what the bot hears when Asha chooses from one. */
async function withMenus(...components: object[]) {
  const bot = await aBot()
  const { aCard, heard, discord, guild, asha } = bot
  const assistants = discord.addRole(guild.id, { name: 'Assistants' })
  const message = await aCard({ content: 'Choose', components })
  const gesture = (select: string, option: string | string[]) =>
    ({ do: 'choose', as: asha.id, message, select, option }) as const
  const choose = async (select: string, option: string | string[]) =>
    isMenu((await heard(gesture(select, option))).interaction)
  const refused = (select: string, option: string | string[]) => discord.gesture(gesture(select, option))
  return { ...bot, assistants, message, choose, refused }
}

describe('choosing', () => {
  it.each([
    ['one by its label', 'Travel', ['t']],
    ['one by its value', 'w', ['w']],
    ['several, in the order in which they are chosen', ['Writing', 'Travel'], ['w', 't']],
  ])('of words takes %s', async (_, wanted, values) => {
    const { choose, message, traffic } = await withMenus(duty)

    const interaction = await choose('duty', wanted)

    expect(interaction).toMatchObject({ customId: 'duty', values, message: { id: message } })
    expect(traffic.since(0).find(({ name }) => name === 'INTERACTION_CREATE')?.request).toMatchObject({
      ...{ type: 3, data: { component_type: 3, custom_id: 'duty', values } },
    })
  })

  it('of people brings who they are', async () => {
    const { choose, asha, jun } = await withMenus(menu(5, 'who', { max_values: 5 }))

    const interaction = await choose('who', ['@jun', 'Asha Patil'])
    if (!interaction.isUserSelectMenu()) throw new Error('It is of something else')

    expect(interaction.values).toEqual([jun.id, asha.id])
    expect(interaction.users.map(({ username }) => username)).toEqual(['jun', 'asha'])
    expect(interaction.members.map((member) => member !== null)).toEqual([true, true])
  })

  it('of roles brings what they are', async () => {
    const { choose, assistants } = await withMenus(menu(6, 'which'))

    const interaction = await choose('which', '@Assistants')
    if (!interaction.isRoleSelectMenu()) throw new Error('It is of something else')

    expect(interaction.roles.map(({ name }) => name)).toEqual(['Assistants'])
    expect(interaction.values).toEqual([assistants.id])
  })

  it('of people and roles takes both', async () => {
    const { choose, assistants, jun } = await withMenus(menu(7, 'whom', { max_values: 2 }))

    const interaction = await choose('whom', ['jun', 'Assistants'])
    if (!interaction.isMentionableSelectMenu()) throw new Error('It is of something else')

    expect(interaction.values).toEqual([jun.id, assistants.id])
    expect([interaction.users.size, interaction.roles.size]).toEqual([1, 1])
  })

  it('of channels takes those of the kind that is asked for, and that one sees', async () => {
    const { choose, refused, discord, guild, board } = await withMenus(menu(8, 'where', { channel_types: [0] }))
    discord.addChannel(guild.id, { name: 'Lounge', type: 'voice' })

    const interaction = await choose('where', '#open-tasks')
    if (!interaction.isChannelSelectMenu()) throw new Error('It is of something else')

    expect(interaction.values).toEqual([board.id])
    expect(interaction.channels.map((channel) => 'name' in channel && channel.name)).toEqual(['open-tasks'])
    expect(await refused('where', 'Lounge')).toEqual({ ok: false, error: 'There is no "Lounge" to choose' })
    expect(await refused('where', 'secret')).toEqual({ ok: false, error: 'There is no "secret" to choose' })
  })

  it('of nothing is allowed where that is', async () => {
    const { choose } = await withMenus(menu(3, 'duty', { options, min_values: 0, max_values: 2 }))

    expect((await choose('duty', [])).values).toEqual([])
  })

  it.each<[string, string, string | string[], string]>([
    ['what is not offered', 'duty', 'Sleep', 'There is no "Sleep" to choose'],
    ['too few', 'duty', [], 'Choose between 1 and 2'],
    ['too many', 'duty', ['t', 'b', 'w'], 'Choose between 1 and 2'],
    ['two where it is one', 'only', ['t', 'b'], 'Choose 1'],
    ['one twice', 'duty', ['Travel', 't'], '"t" is chosen twice'],
    ['from a menu that is not there', 'other', 't', 'There is no "other" here; there is "duty", "only", "grey"'],
    ['from a menu that is grey', 'grey', 't', '"grey" is grey'],
  ])('%s is refused', async (_, select, wanted, error) => {
    const { refused, traffic } = await withMenus(
      duty,
      menu(3, 'only', { options }),
      menu(3, 'grey', { options, disabled: true }),
    )

    expect(await refused(select, wanted)).toEqual({ ok: false, error })
    expect(traffic.since(0).filter(({ name }) => name === 'INTERACTION_CREATE')).toEqual([])
  })
})

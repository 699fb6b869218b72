import { REST, Routes } from 'discord.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aConversation, type Conversation } from './stage.ts'

const limit = 180_000

describe('what is written in the thread of a task', () => {
  let stage: Conversation
  let task: string
  beforeAll(async () => {
    stage = await aConversation()
    stage.limited(false)
    task = await stage.taskOf('Book a flight to Pune')
  }, limit)
  afterAll(() => stage.close())

  const inDiscord = () => stage.inDiscord(task)
  const inSlack = () => stage.inSlack(task)
  const textsIn = (all: { plain: string }[]) => all.map(({ plain }) => plain)
  /** As soon as the last that is said there is this. */
  const arrives = (look: () => { plain: string }[], text: string) =>
    stage.eventually(look, (all) => textsIn(all).includes(text))
  const vanishes = (look: () => { plain: string }[], text: string) =>
    stage.eventually(look, (all) => !textsIn(all).includes(text))

  it('appears on the other side under its writer’s name and picture, once, from Slack to Discord and back', async () => {
    const carol = stage.sandbox.slack.people().find(({ name }) => name === 'carol')
    if (carol) carol.picture = 'https://pictures.example.com/carol.png'

    await stage.slackSays(task, 'A window seat, please')
    await arrives(inDiscord, 'A window seat, please')
    await stage.discordSays(task, 'Window it is')
    await arrives(inSlack, 'Window it is')
    await stage.settled()

    expect(inDiscord()).toMatchObject([
      {
        ...{ name: 'Carol Reyes', plain: 'A window seat, please', isBot: true },
        picture: 'https://pictures.example.com/carol.png',
      },
      { name: 'Asha Patil', plain: 'Window it is', isBot: false },
    ])
    expect(inSlack()).toMatchObject([
      { name: 'carol', plain: 'A window seat, please', isBot: false },
      { name: 'Asha Patil', plain: 'Window it is', isBot: true },
    ])
  })

  it('follows its edits and its deletion, from both sides', async () => {
    const carols = await stage.slackSays(task, 'Leave on Friday')
    const ashas = await stage.discordSays(task, 'Which airline')
    await arrives(inDiscord, 'Leave on Friday')
    await arrives(inSlack, 'Which airline')

    await stage.slackEdits(carols, 'Leave on Saturday')
    await stage.discordEdits(ashas, 'Which airline?')
    await arrives(inDiscord, 'Leave on Saturday')
    await arrives(inSlack, 'Which airline?')
    expect(textsIn(inDiscord())).not.toContain('Leave on Friday')
    expect(textsIn(inSlack())).not.toContain('Which airline')

    await stage.slackDeletes(carols)
    await stage.discordDeletes(ashas)
    await vanishes(inDiscord, 'Leave on Saturday')
    await vanishes(inSlack, 'Which airline?')
  })

  it('is one where Slack tells of it as several events with different ids', async () => {
    stage.sandbox.slack.repeatNextEvent(stage.world.slack.app, 'another-event')

    await stage.slackSays(task, 'Told twice')
    await arrives(inDiscord, 'Told twice')
    await stage.settled()

    expect(textsIn(inDiscord()).filter((text) => text === 'Told twice')).toHaveLength(1)
  })

  it('takes nothing with it and brings nothing back when the first of several is deleted', async () => {
    const first = await stage.slackSays(task, 'First of three')
    await stage.slackSays(task, 'Second of three')
    await stage.slackSays(task, 'Third of three')
    await arrives(inDiscord, 'Third of three')

    await stage.slackDeletes(first)
    await vanishes(inDiscord, 'First of three')
    await stage.settled()

    const told = textsIn(inDiscord()).filter((text) => text.endsWith('of three'))
    expect(told).toEqual(['Second of three', 'Third of three'])
  })

  /** What stands there with files, and which. */
  const withFiles = <M extends { files: string[] }>(all: M[]) => all.filter(({ files }) => files.length > 0)

  it('brings its files along, byte by byte, pictures as pictures; an edit of its words does not bring them again', async () => {
    const content = Uint8Array.of(1, 2, 3)
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const two = [
      { name: 'passport.pdf', content },
      { name: 'me.png', content: png },
    ]
    const carols = await stage.slackSays(task, 'My passport', { files: two })
    const ashas = await stage.discordSays(task, 'The ticket', { files: [{ name: 'ticket.png', content: png }] })
    const filesOf = (all: { isBot: boolean; files: string[] }[]) =>
      withFiles(all.filter(({ isBot }) => isBot)).map(({ files }) => files)
    await stage.eventually(inDiscord, (all) => filesOf(all).length === 1)
    await stage.eventually(inSlack, (all) => filesOf(all).length === 1)
    expect(filesOf(inDiscord())).toEqual([['passport.pdf', 'me.png']])
    expect(filesOf(inSlack())).toEqual([['ticket.png']])
    expect(inDiscord().at(-1)).toMatchObject({ name: 'Carol Reyes' })
    expect(inSlack().at(-1)?.plain).toContain('Asha Patil')
    expect(stage.bytesIn(task, 'passport.pdf')).toEqual(content)
    expect(stage.bytesIn(task, 'ticket.png')).toEqual(png)
    expect(JSON.stringify(stage.threadInDiscord(task).messages.at(-1)?.components)).toContain('attachment://me.png')

    await stage.slackEdits(carols, 'My passport, page 2')
    await stage.discordEdits(ashas, 'The ticket, at last')
    await arrives(inDiscord, 'My passport, page 2')
    await arrives(inSlack, 'The ticket, at last')
    await stage.settled()
    expect(filesOf(inDiscord())).toHaveLength(1)
    expect(filesOf(inSlack())).toHaveLength(1)

    await stage.slackDeletes(carols)
    await stage.discordDeletes(ashas)
    await stage.eventually(inDiscord, (all) => filesOf(all).length === 0)
    await stage.eventually(inSlack, (all) => filesOf(all).length === 0)
  })

  it('is there once with its file where the connection broke after that had arrived, on either side', async () => {
    const { faults } = stage.sandbox
    const files = [{ name: 'once.txt', content: Uint8Array.of(104, 105) }]
    faults.add({ platform: 'discord', name: 'POST /webhooks/*', kind: 'cut-after', times: 1 })
    await stage.slackSays(task, '', { files })
    await stage.eventually(inDiscord, (all) => withFiles(all).length > 0)
    await stage.slackSays(task, 'After the file of Slack')
    await arrives(inDiscord, 'After the file of Slack')
    faults.add({ platform: 'slack', name: 'files.completeUploadExternal', kind: 'cut-after', times: 1 })
    await stage.discordSays(task, '', { files })
    await stage.discordSays(task, 'After the file of Discord')
    await arrives(inSlack, 'After the file of Discord')

    const theirs = (all: { isBot: boolean; files: string[] }[]) => withFiles(all.filter(({ isBot }) => isBot))
    expect(theirs(inDiscord())).toHaveLength(1)
    expect(theirs(inSlack())).toHaveLength(1)
  })

  it('says to whoever sent it which file cannot get across and why; the words and the other files do', async () => {
    const big = { name: 'film.mp4', content: new Uint8Array(10_000_001) }
    const small = { name: 'small.txt', content: Uint8Array.of(104, 105) }
    await stage.slackSays(task, 'The film', { files: [big, small] })
    await arrives(inDiscord, 'The film')
    await stage.eventually(inSlack, (all) => all.some(({ plain }) => /film\.mp4 did not get across/u.test(plain)))
    await stage.eventually(inDiscord, (all) => all.some(({ plain }) => /film\.mp4 is in Slack/u.test(plain)))
    expect(inDiscord().at(-1)).toMatchObject({ files: ['small.txt'] })

    await stage.discordSays(task, 'The same', { files: [big] })
    await arrives(inSlack, 'The same')
    await stage.eventually(
      () => stage.threadInDiscord(task).messages.map(({ plain }) => plain),
      (all) => all.some((plain) => /film\.mp4 did not get across: it is larger than 10 MB/u.test(plain)),
    )
  })

  it('is several messages where it is too long for one, cut after a sentence, in order; its edits and deletion follow in all', async () => {
    const sentence = (about: string, index: number) => `Sentence ${index + 1} is about ${about} and ends with a point.`
    const long = (about: string, count: number) =>
      Array.from({ length: count }, (_, index) => sentence(about, index)).join(' ')
    const carols = await stage.slackSays(task, long('Goa', 150))
    await stage.slackSays(task, 'Too long?')
    await arrives(inDiscord, 'Too long?')

    const about = (word: string) => textsIn(inDiscord()).filter((text) => text.includes(`about ${word} `))
    expect(about('Goa').length).toBeGreaterThan(1)
    for (const text of about('Goa')) expect(text).toMatch(/^Sentence [^]*point\.$/u)
    expect(about('Goa').join(' ')).toBe(long('Goa', 150))
    expect(textsIn(inDiscord()).at(-1)).toBe('Too long?')

    await stage.slackEdits(carols, long('Pune', 100))
    await stage.eventually(
      () => [...about('Pune'), ...about('Goa')].join(' '),
      (text) => text === long('Pune', 100),
    )
    await stage.slackDeletes(carols)
    await stage.eventually(
      () => about('Pune'),
      (all) => all.length === 0,
    )
  })

  it('keeps every line of code whole where it is too long for one message', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `const value${index + 1} = '${'x'.repeat(50)}'`)
    await stage.slackSays(task, ['What to run:', '```', ...lines, '```'].join('\n'))
    await stage.slackSays(task, 'That was code')
    await arrives(inDiscord, 'That was code')

    const raw = stage
      .threadInDiscord(task)
      .messages.flatMap(({ plain }) => (plain.includes('const value') ? [plain] : []))
    expect(raw.length).toBeGreaterThan(1)
    const told = raw.join('\n')
    for (const line of lines) expect(told).toContain(line)
  })

  it('lands in the same thread where it is a reply to a reply, on both sides', async () => {
    const carols = await stage.slackSays(task, 'Aisle or window?')
    await arrives(inDiscord, 'Aisle or window?')
    const over = inDiscord().find(({ plain }) => plain === 'Aisle or window?')?.id ?? ''

    await stage.discordSays(task, 'Window, as you said', { replyTo: over })
    await stage.slackSays(task, 'Then window', { below: carols })
    await arrives(inSlack, 'Window, as you said')
    await arrives(inDiscord, 'Then window')
  })

  it('calls nobody: mentions come over as names', async () => {
    await stage.slackSays(task, 'Hello @channel, hello @everyone, ask @meera')
    await stage.discordSays(task, 'Hello @everyone, hello @here, ask @meera')
    await stage.eventually(inDiscord, (all) => all.some(({ plain, isBot }) => isBot && plain.startsWith('Hello')))
    await stage.eventually(inSlack, (all) => all.some(({ plain, isBot }) => isBot && plain.startsWith('Hello')))

    const { ts, blocks } = stage.cardInSlack(task).replies.findLast(({ bot }) => bot) ?? {}
    const { notified, plain } =
      stage.threadInDiscord(task, 'meera').messages.findLast(({ author }) => author.name === 'Carol Reyes') ?? {}
    expect(ts).toBeDefined()
    expect(JSON.stringify(blocks)).not.toMatch(/broadcast|"user"|<!|<@/u)
    expect(JSON.stringify(blocks)).toContain('ask @Meera Iyer')
    expect(notified).toBe(false)
    expect(plain).toMatch(/ask @Meera Iyer/u)
  })

  it('stays with assistants and managers where it is an internal note, also where it becomes one', async () => {
    await stage.discordSays(task, 'note: they never pay on time')
    const said = await stage.discordSays(task, 'Booked, I think')
    await arrives(inSlack, 'Booked, I think')

    await stage.discordEdits(said, 'note: not booked yet')
    await vanishes(inSlack, 'Booked, I think')
    await stage.discordEdits(said, 'Booked, surely')
    await arrives(inSlack, 'Booked, surely')

    expect(textsIn(inSlack()).join('\n')).not.toMatch(/note|pay on time|not booked/u)
  })

  it('is held back where it has a secret in it, until its writer says below it what is to become of it', async () => {
    await stage.slackSays(task, 'The password is Sunrise-42!')
    await stage.discordSays(task, 'My card: 4242 4242 4242 4242')
    const inThread = () => stage.threadInDiscord(task).messages
    await stage.eventually(inSlack, (all) => all.some(({ plain }) => plain.includes('Not sent yet')))
    await stage.eventually(inThread, (all) => all.some(({ plain }) => plain.includes('Not sent yet')))
    expect(textsIn(inDiscord()).join()).not.toContain('Sunrise')
    expect(textsIn(inSlack()).join()).not.toContain('4242')

    const seen = (id: string) => ({ id, plain: '', buttons: [], ephemeral: false, channel: '', files: [] })
    const below = stage.cardInSlack(task).replies.find(({ plain }) => plain.includes('Not sent yet'))
    const asked = inThread().find(({ plain }) => plain.includes('Not sent yet'))
    if (!below || !asked) throw new Error('nobody was asked')
    await stage.people.slack.press('carol', seen(below.ts), 'Send it masked')
    await stage.people.discord.press('asha', seen(asked.id), 'Send it masked')
    await arrives(inDiscord, 'The password is ••••••')
    await arrives(inSlack, 'My card: ••••••4242')
    await stage.eventually(inThread, (all) => all.every(({ plain }) => !plain.includes('Not sent yet')))
    await stage.eventually(inSlack, (all) => all.every(({ plain }) => !plain.includes('Not sent yet')))
  })

  it('is not carried over of somebody who may not see the task', async () => {
    await stage.slackSays(task, 'I only look on', { as: 'sam' })
    await stage.slackSays(task, 'Thank you')
    await arrives(inDiscord, 'Thank you')

    expect(textsIn(inDiscord())).not.toContain('I only look on')
  })

  it('is there once, where the connection broke after it had arrived, on either side', async () => {
    const { faults } = stage.sandbox
    faults.add({ platform: 'discord', name: 'POST /webhooks/*', kind: 'cut-after', times: 1 })
    await stage.slackSays(task, 'Cut off to Discord')
    await stage.slackSays(task, 'Next to Discord')
    await arrives(inDiscord, 'Next to Discord')
    faults.add({ platform: 'slack', name: 'chat.postMessage', kind: 'cut-after', times: 1 })
    await stage.discordSays(task, 'Cut off to Slack')
    await stage.discordSays(task, 'Next to Slack')
    await arrives(inSlack, 'Next to Slack')
    await stage.settled()

    const about = (all: { plain: string }[], side: string) => textsIn(all).filter((text) => text.endsWith(`to ${side}`))
    expect(about(inDiscord(), 'Discord')).toEqual(['Cut off to Discord', 'Next to Discord'])
    expect(about(inSlack(), 'Slack')).toEqual(['Cut off to Slack', 'Next to Slack'])
  })

  it('is counted on each side by /talk, with what did not arrive; that is sent again by a button, and then all is there', async () => {
    const number = await stage.taskOf('Count the guests')
    const { slack } = stage.people
    const asks = () => slack.type('carol', 'acme', `/talk ${number}`)
    const refusal = { kind: 'refused', error: 'invalid_blocks' } as const
    const isAllThere = /All of it is on the other side/u
    await stage.slackSays(number, 'How many?', { files: [{ name: 'list.txt', content: Uint8Array.of(104, 105) }] })
    await stage.discordSays(number, 'Forty')
    await stage.discordSays(number, 'note: they pay late')
    await stage.eventually(
      () => stage.inSlack(number),
      (all) => all.some(({ plain }) => plain === 'Forty'),
    )
    await stage.settled()
    await asks()
    const matched = await stage.people.reads(slack, 'carol', isAllThere)
    expect(matched.plain).toMatch(/client’s side\W+1 message, 1 file[^]*assistant’s side\W+1 message, 0 files/u)

    stage.sandbox.faults.add({ ...refusal, platform: 'slack', name: 'chat.postMessage', times: 1 })
    await stage.discordSays(number, 'And vegetarians?')
    await stage.eventually(
      () => stage.lines.filter(({ text }) => text === 'a line was given up'),
      (all) => all.length > 0,
    )
    await stage.settled()
    // Whoever wrote it hears of it in the thread where they wrote it.
    await stage.eventually(
      () => stage.threadInDiscord(number).messages,
      (all) => all.some(({ plain }) => plain.includes(`Your message did not get across. /talk ${number} says`)),
    )
    await asks()
    const lost = await stage.people.reads(slack, 'carol', /And vegetarians\?[^]*could not be sent/u)
    expect(lost.plain).not.toContain('pay late')
    await slack.press('carol', lost, 'Send again')
    await stage.eventually(
      () => stage.inSlack(number),
      (all) => textsIn(all).filter((text) => text === 'And vegetarians?').length === 1,
    )
    await stage.settled()
    await asks()
    await stage.eventually(
      () => slack.sees('carol').filter(({ plain }) => isAllThere.test(plain)),
      (all) => all.length === 2,
    )
  })

  it('opens a thread again that was archived', async () => {
    const { token } = stage.world.discord
    const rest = new REST({ api: `${stage.sandbox.url}/discord/api` }).setToken(token)
    await rest.patch(Routes.channel(stage.threadInDiscord(task).id), { body: { archived: true } })
    expect(stage.threadInDiscord(task).archived).toBe(true)

    await stage.slackSays(task, 'Anybody there?')
    await arrives(inDiscord, 'Anybody there?')

    expect(stage.threadInDiscord(task).archived).toBe(false)
  })

  it('goes on in another thread, with the card, where somebody deleted the first', async () => {
    const { sandbox, world } = stage
    const other = await stage.taskOf('Order flowers')
    const moderator = sandbox.discord.addApplication({ name: 'Moderator' })
    sandbox.discord.addBot(world.discord.guild, moderator.id, ['Administrator'])
    const rest = new REST({ api: `${sandbox.url}/discord/api` }).setToken(moderator.token)
    await rest.delete(Routes.channel(stage.threadInDiscord(other).id))

    await stage.slackSays(other, 'White ones')
    await stage.eventually(
      () => sandbox.discord.view(stage.idIn.discord('asha')).guilds.flatMap(({ threads }) => threads),
      (all) => all.some(({ messages }) => messages.some(({ plain }) => plain.trim() === 'White ones')),
    )

    expect(stage.threadInDiscord(other).messages.some(({ plain }) => plain.includes('[Start]'))).toBe(true)
  })

  it('arrives after the claim, in order, where it was written before anybody had taken the task', async () => {
    const open = await stage.delegated('Call the hotel')
    const before = await stage.slackSays(open, 'Before noon')
    await stage.slackSays(open, 'Ask for a cot')
    await stage.slackEdits(before, 'Before eleven')
    await stage.settled()

    await stage.claimed(open)
    await stage.eventually(
      () => stage.inDiscord(open),
      (all) => all.length >= 2,
    )

    expect(textsIn(stage.inDiscord(open))).toEqual(['Before eleven', 'Ask for a cot'])
  })

  it('keeps the name of somebody who has left since', async () => {
    await stage.discordSays(task, 'My last words here', { as: 'meera' })
    await arrives(inSlack, 'My last words here')

    stage.sandbox.discord.removeMember(stage.world.discord.guild, stage.idIn.discord('meera'))
    stage.sandbox.discord.addMember(stage.world.discord.guild, stage.idIn.discord('meera'))

    expect(inSlack().find(({ plain }) => plain === 'My last words here')).toMatchObject({ name: 'Meera Iyer' })
  })

  it('costs eleven requests of Discord’s in the whole life of its task, answers to people aside: none looks for what nobody has made', async () => {
    const { people, sandbox } = stage
    const { slack, discord } = people
    const last = sandbox.traffic.since(0).at(-1)?.id ?? 0
    const shows = (seen: { plain: string; buttons: string[] }, number: string, button: string) =>
      seen.plain.includes(`#${number} `) && seen.buttons.includes(button)
    const press = async (number: string, button: string) => {
      const find = () => discord.sees('asha').find((seen) => shows(seen, number, button))
      const card = await stage.eventually(find, Boolean)
      if (card) await discord.press('asha', card, button)
      await stage.settled()
    }

    const number = await stage.taskOf('Pay the rent')
    await press(number, 'Start')
    await press(number, 'Submit')
    await discord.submit('asha', { result: 'Paid.' })
    const findReview = () => slack.sees('carol').find((seen) => shows(seen, number, 'Accept'))
    const review = await stage.eventually(findReview, Boolean)
    await stage.settled()
    if (review) await slack.press('carol', review, 'Accept')
    await stage.settled()

    const ofItself = sandbox.traffic
      .since(last)
      .filter(({ platform, direction, via }) => platform === 'discord' && direction === 'from-bot' && via === 'http')
      .map(({ name }) => name.replaceAll(/\d{15,}/gu, 'ID'))
      .filter((name) => !/^POST \/(?:interactions|webhooks)\//u.test(name))
    expect(ofItself.toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'PATCH /channels/ID/messages/ID'),
      ...Array.from({ length: 3 }, () => 'POST /channels/ID/messages'),
      'POST /channels/ID/threads',
      ...Array.from({ length: 2 }, () => 'PUT /channels/ID/thread-members/ID'),
    ])
  })

  it('is heard below the card in a channel that was archived and is open again', async () => {
    const { sandbox, world, idIn, people } = stage
    const other = await stage.taskOf('Order a cake')
    const { ts: below } = stage.cardInSlack(other)
    const becomes = (what: 'archive' | 'unarchive') =>
      sandbox.slack.gesture({ do: what, as: idIn.slack('carol'), channel: world.slack.channels.acme })
    const isHers = (seen: { plain: string; buttons: string[] }) =>
      seen.plain.includes(`#${other} `) && seen.buttons.includes('Start')
    const card = await stage.eventually(() => people.discord.sees('asha').find(isHers), Boolean)
    await becomes('archive')
    if (card) await people.discord.press('asha', card, 'Start')
    const moved = () =>
      people.slack.sees('carol').filter((seen) => !seen.ephemeral && seen.plain.includes(`#${other} `))
    await stage.eventually(moved, (all) => all.length > 1)
    await becomes('unarchive')

    await stage.slackSays(other, 'With candles', { below })

    await stage.eventually(
      () => stage.inDiscord(other),
      (all) => textsIn(all).includes('With candles'),
    )
  })

  describe('while the bot is down', () => {
    it('arrives later in order, with what was edited and deleted meanwhile', async () => {
      const kept = await stage.slackSays(task, 'To be changed')
      const gone = await stage.discordSays(task, 'To be deleted')
      await arrives(inDiscord, 'To be changed')
      await arrives(inSlack, 'To be deleted')
      await stage.settled()
      await stage.goDown()

      await stage.slackEdits(kept, 'Changed while you slept')
      await stage.discordDeletes(gone)
      for (const text of ['One', 'Two', 'Three']) {
        await stage.slackSays(task, `${text} from Slack`)
        await stage.discordSays(task, `${text} from Discord`)
      }
      await stage.startUp()

      await arrives(inDiscord, 'Three from Slack')
      await arrives(inSlack, 'Three from Discord')
      await arrives(inDiscord, 'Changed while you slept')
      await vanishes(inSlack, 'To be deleted')
      const over = (all: { plain: string }[], side: string) =>
        textsIn(all).filter((text) => text.endsWith(`from ${side}`))
      expect(over(inDiscord(), 'Slack')).toEqual(['One from Slack', 'Two from Slack', 'Three from Slack'])
      expect(over(inSlack(), 'Discord')).toEqual(['One from Discord', 'Two from Discord', 'Three from Discord'])
    })

    it('says nothing again at the next start', async () => {
      const before = [textsIn(inDiscord()), textsIn(inSlack())]
      await stage.goDown()

      await stage.startUp()
      await stage.slackSays(task, 'Here again')
      await arrives(inDiscord, 'Here again')
      await stage.settled()

      expect([textsIn(inDiscord()).slice(0, -1), textsIn(inSlack()).slice(0, -1)]).toEqual(before)
    })
  })

  const counted = (all: { plain: string }[]) => textsIn(all).filter((text) => text.startsWith('Number '))

  it('arrives in its order, fifty at once, within what the platforms allow', { timeout: limit }, async () => {
    stage.limited(true)
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Number ${index + 1}`)
    const from = stage.sandbox.traffic.since(0).at(-1)?.id ?? 0
    const told = async () => {
      for (const number of numbers(50)) await stage.discordSays(task, number)
    }
    const back = async () => {
      for (const number of numbers(20)) await stage.slackSays(task, number)
    }
    await Promise.all([told(), back()])
    await stage.eventually(inSlack, (all) => counted(all).length >= 70)
    await stage.eventually(inDiscord, (all) => counted(all).length >= 70)
    stage.limited(false)

    const ofBots = (all: { plain: string; isBot: boolean }[]) => counted(all.filter(({ isBot }) => isBot))
    expect(ofBots(inSlack())).toEqual(numbers(50))
    expect(ofBots(inDiscord())).toEqual(numbers(20))
    const refused = stage.sandbox.traffic.since(from).filter(({ status }) => status === 429)
    expect(refused.length).toBeLessThan(5)
  })

  it('arrives later, where the gateway had to begin anew', async () => {
    stage.sandbox.discord.gateway.invalidate(false)
    await stage.discordSays(task, 'Can you hear me?')

    await arrives(inSlack, 'Can you hear me?')
  })

  it('arrives later, where the socket was cut', async () => {
    stage.sandbox.slack.sockets.drop(stage.world.slack.app)
    await stage.slackSays(task, 'And can you hear me?')

    await arrives(inDiscord, 'And can you hear me?')
  })

  it('is said by /reply and its form from both sides, and follows no thread that is read again', async () => {
    const { people, sandbox } = stage
    const card = stage.cardInSlack(task)
    const command = { do: 'command', as: stage.idIn.discord('asha'), channel: stage.threadInDiscord(task).id }
    await sandbox.discord.gesture({ ...command, text: `/reply number:${task} text:**No** window left` })
    await arrives(inSlack, 'No window left')
    await people.slack.press('carol', { ...card, id: card.ts, channel: '', files: [] }, 'Reply')
    await people.slack.submit('carol', { text: 'An aisle seat, then' })
    await arrives(inDiscord, 'An aisle seat, then')
    sandbox.discord.gateway.invalidate(false)
    await stage.discordSays(task, 'Aisle it is')
    await arrives(inSlack, 'Aisle it is')
    await stage.settled()

    const [ashas] = inSlack().filter(({ plain }) => plain === 'No window left')
    const [carols] = inDiscord().filter(({ plain }) => plain === 'An aisle seat, then')
    expect(ashas).toMatchObject({ name: 'Asha Patil', isBot: true })
    expect(carols).toMatchObject({ name: 'Carol Reyes', isBot: true })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/connection/connect.ts'
import { writeActionId } from '#src/kernel/action-id.ts'
import type { Answer } from '#src/kernel/request.ts'
import { databases } from '#test/db/databases.ts'
import { openAgency, read, type Name, type Office } from './office.ts'

describe.each(databases)('templates and checklists, on $name', ({ create }) => {
  let db: Database
  let office: Office
  beforeAll(async () => {
    db = await create()
    office = await openAgency(db)
  })
  afterAll(() => db.close())

  async function delegated(text: string, name: Name = 'carol'): Promise<number> {
    const answer = await office.hears(name, `/delegate ${text}`)
    const number = /#(\d+) is on its way/u.exec(answer)?.[1]
    if (!number) throw new Error(answer)
    return Number(number)
  }

  /** Presses the button of that label on what was answered. */
  async function press(name: Name, answer: Answer, label: string): Promise<Answer> {
    const card = answer.kind === 'say' ? answer.card : null
    const buttons = [...(card?.buttons ?? []), ...(card?.list ?? []).flatMap(({ button }) => button ?? [])]
    const found = buttons.find((button) => button.label === label)
    if (!found || !('action' in found)) throw new Error(`no button ${label} in: ${read(answer)}`)
    return office.press(name, writeActionId(found.action))
  }

  let count = 0
  /** A template of Acme's, with whatever of it is wanted. */
  async function kept(values: Record<string, string> = {}): Promise<string> {
    const name = `Template ${++count}`
    const task = await delegated('Close the books #bookkeeping !high\nAll accounts')
    await office.hears('carol', `/task ${task} template "${name}"`)
    if (Object.keys(values).length > 0) {
      const whole = {
        name,
        what: 'Close the books\nAll accounts',
        checklist: '',
        questions: '',
        assistant: '*',
        ...values,
      }
      await office.submit('carol', 'template', await numberOf(name), whole)
    }
    return name
  }

  async function numberOf(name: string): Promise<string> {
    const shown = await office.type('meera', `/template show ${name}`)
    const edit = shown.kind === 'say' ? shown.card.buttons?.find(({ label }) => label === 'Edit') : undefined
    if (!edit || !('action' in edit)) throw new Error(read(shown))
    return edit.action.subject
  }

  describe('saving', () => {
    it('keeps a task with its brief, kind and priority, and says how to delegate from it', async () => {
      const task = await delegated('Close the books #bookkeeping !high\nAll accounts')

      const answer = await office.hears('carol', `/task ${task} template "Month-end books"`)

      expect(answer).toMatch(/“Month-end books” is saved as a template\nClose the books\nAll accounts\n/u)
      expect(answer).toMatch(/For: Acme Textiles\nDuty: bookkeeping\nPriority: high/u)
      expect(answer).toMatch(/\/delegate template:"Month-end books"/u)
    })

    it('keeps marks as its settings and not as its words, and all else to the letter', async () => {
      const task = await delegated('URGENT: chase  #118 and #travel-42 by Friday 5pm #bookkeeping\n- not  before 9')

      const answer = await office.hears('carol', `/task ${task} template "Chasing"`)

      expect(answer).toMatch(/is saved as a template\nchase {2}#118 and #travel-42\n- not {2}before 9\n/iu)
      expect(answer).toMatch(/Duty: bookkeeping\nDue: Friday 5pm\nPriority: urgent/u)
    })

    it('takes a form too, from the task’s own card, with its checklist, questions and usual assistant', async () => {
      const task = await office.type('carol', `/task ${await delegated('Book the trip #travel')}`)
      const form = await press('carol', task, 'Save as template')
      expect(read(form)).toMatch(/Save as a template\nName: Book the trip\nWhat is to be done\?: Book the trip/u)
      const asha = form.kind === 'form' ? usualIn(form.form, 'Asha Patil') : ''

      const saved = await office.submit('carol', 'save-template', subjectOf(form), {
        ...{ name: 'Trip', what: 'Book the trip', checklist: '- flight\n2) hotel\n[ ] cab\n\n' },
        ...{ questions: 'Which city?\nWhich day?', assistant: asha },
      })

      expect(read(saved)).toMatch(/Usually done by: Asha Patil\nAsks: Which city\?\nWhich day\?/u)
      expect(read(saved)).toMatch(/☐ 1\. flight\n☐ 2\. hotel\n☐ 3\. cab/u)
    })

    it.each([
      ['dan', 'is not one of your tasks'],
      ['asha', 'That is not yours to do here|is not one of your tasks'],
    ] as const)('is refused to one who may not ask for it again: %s', async (name, why) => {
      const task = await delegated('Close the safe #bookkeeping')
      await office.press('asha', `sahayak:claim:${task}:`)

      const answer = await office.options(name, 'task', { number: String(task), template: 'Mine' })

      expect(answer).toMatch(new RegExp(why, 'u'))
    })

    it('gives back the form where the name is taken already', async () => {
      const name = await kept()
      const task = await delegated('Something else #travel')
      const values = { name, what: 'x', checklist: 'a', questions: '', assistant: '*' }

      const mend = await office.submit('carol', 'save-template', String(task), values)

      expect(mend).toMatchObject({ kind: 'mend', errors: { name: expect.stringContaining('already') } })
      expect(await office.hears('carol', `/task ${task} template "${name.toUpperCase()}"`)).toMatch(
        /There is a template “Template \d+” already/u,
      )
    })

    it.each([
      ['name', { name: 'x'.repeat(200) }],
      ['checklist', { checklist: `a\n${'x'.repeat(1000)}` }],
      ['questions', { questions: 'x'.repeat(1000) }],
    ])('says what is too long beside the field where it stands: %s', async (field, given) => {
      const task = await delegated('Something else #travel')
      const values = { name: 'Long', what: 'x', checklist: '', questions: '', assistant: '*', ...given }

      const mend = await office.submit('carol', 'save-template', String(task), values)

      expect(mend).toMatchObject({ kind: 'mend', errors: { [field]: expect.stringContaining('characters') } })
    })

    it.each([
      ['questions', 'a?\nb?\nc?\nd?\ne?\nf?', /asks at most 5 questions, one a line; that was 6/u],
      [
        'checklist',
        Array.from({ length: 21 }, (_, i) => `item ${i}`).join('\n'),
        /at most 20 items, one a line; that was 21/u,
      ],
      ['checklist', 'x'.repeat(121), /121 characters, and there is room for 120/u],
      ['name', 'x'.repeat(61), /61 characters, and there is room for 60/u],
    ])('says what is too much: %s', async (field, typed, why) => {
      const task = await delegated('Something else #travel')
      const values = { name: 'Too much', what: 'x', checklist: '', questions: '', assistant: '*', [field]: typed }

      expect(read(await office.submit('carol', 'save-template', String(task), values))).toMatch(why)
    })
  })

  describe('delegating from one', () => {
    it('makes a task of it, with what is added, and all of it in its own client’s name', async () => {
      const name = await kept({ checklist: 'bank\ncash' })

      const answer = await office.hears('carol', `/delegate template:"${name}" The March ones by Friday`)

      const number = /#(\d+) is on its way: Close the books/u.exec(answer)?.[1]
      const task = await office.hears('carol', `/task ${number}`)
      expect(task).toMatch(
        /Close the books\n.*\nAll accounts\n\nThe March ones\nClient: Acme Textiles\nDuty: bookkeeping/u,
      )
      expect(task).toMatch(/Due: Fri 6 Mar[\s\S]*Priority: high[\s\S]*Checklist: 0 of 2\n☐ 1\. bank\n☐ 2\. cash/u)
    })

    it('lets what is said now count more than the template', async () => {
      const name = await kept()

      const answer = await office.hears('carol', `/delegate template:"${name}" #travel !low`)

      const number = /#(\d+)/u.exec(answer)?.[1]
      expect(await office.hears('carol', `/task ${number}`)).toMatch(/Duty: travel[\s\S]*Priority: low/u)
    })

    it('asks its questions first, in a form, and puts the answers into the brief', async () => {
      const name = await kept({ questions: 'Which month?\nFor whom?' })

      const asked = await office.type('carol', `/delegate template:"${name}" by Friday`, { id: 'slack:ask-1' })
      const form = await press('carol', asked, 'Answer')
      const made = await office.submit('carol', 'from-template', subjectOf(form), {
        'answer-1': 'March',
        'answer-2': 'The tax office',
      })

      expect(read(asked)).toMatch(/has questions\nBefore “Template \d+” is delegated, there are 2 questions to answer/u)
      expect(read(form)).toMatch(/A few questions first\nTemplate \d+\nWhich month\?: \nFor whom\?: /u)
      expect(read(made)).toMatch(/Due Fri 6 Mar/u)
      const number = /#(\d+)/u.exec(read(made))?.[1]
      expect(await office.hears('carol', `/task ${number}`)).toMatch(/Which month\? March\nFor whom\? The tax office/u)
    })

    it('loses nothing where it cannot be carried out any more once the answers are there', async () => {
      const name = await kept({ questions: 'Which month?' })
      const line = `/delegate template:"${name}" @"Asha Patil"`
      const form = await press('carol', await office.type('carol', line, { id: 'slack:ask-2' }), 'Answer')
      await office.options('asha', 'profile away', { days: 'today' })

      const mend = await office.submit('carol', 'from-template', subjectOf(form), { 'answer-1': 'March' })

      expect(read(mend)).toMatch(/Which month\?: March[\s\S]*Asha Patil is away/u)
      await office.options('asha', 'profile away', { days: 'none' })
      const draft = mend.kind === 'mend' ? mend.draft : ''
      const again = await office.press('carol', `sahayak:open:${draft}:from-template`)
      expect(read(again)).toMatch(/Which month\?: March/u)
      const made = await office.submit('carol', 'from-template', subjectOf(again), { 'answer-1': 'March' })
      expect(read(made)).toMatch(/Offered to Asha Patil/u)
    })

    it('goes to its usual assistant, and to another while they cannot', async () => {
      const people = await office.type('meera', `/task ${await delegated('Look for Asha #bookkeeping')}`)
      const asha = usualIn(await formOf(await press('meera', people, 'Assign')), 'Asha Patil', 'assistant')
      const name = await kept({ assistant: asha })
      const delegate = () => office.hears('carol', `/delegate template:"${name}"`)

      expect(await delegate()).toMatch(/Offered to Asha Patil/u)
      await office.options('asha', 'profile away', { days: 'today' })

      expect(await delegate()).toMatch(/Open: waiting for an assistant to claim it/u)
      await office.options('asha', 'profile away', { days: 'none' })
    })

    it('is a choice in the form, and may be all that is chosen there', async () => {
      const name = await kept()
      const form = await formOf(await office.type('carol', '/delegate'))
      const field = form.fields.find((one) => one.name === 'template')
      const value = field?.kind === 'choice' ? field.options.find(({ label }) => label === name)?.value : undefined

      const made = await office.submit('carol', 'delegate', '', { what: '', duty: '', due: '', template: value ?? '' })

      expect(form.fields.map(({ name: field }) => field)).toContain('priority')
      expect(read(made)).toMatch(/is on its way: Close the books/u)
    })

    it('opens the form with the template chosen from its card', async () => {
      const name = await kept()
      const shown = await office.type('carol', `/template show ${name}`)

      const form = await formOf(await press('carol', shown, 'Delegate'))

      const field = form.fields.find((one) => one.name === 'template')
      expect(field && 'value' in field && field.value).toBe(await numberOf(name))
    })

    it('repeats, with the answers that were given once and its checklist', async () => {
      const name = await kept({ questions: 'For whom?', checklist: 'bank' })
      const asked = await office.type('carol', `/delegate template:"${name}" last Friday of the month`, {
        id: 'slack:ask-3',
      })

      const set = await office.submit('carol', 'from-template', subjectOf(await press('carol', asked, 'Answer')), {
        'answer-1': 'The tax office',
      })

      expect(read(set)).toMatch(/It repeats[\s\S]*every month on the last Friday[\s\S]*For whom\? The tax office/u)
      expect(read(set)).toMatch(/Checklist: 1 item/u)
    })

    it('names near ones where there is none of that name, and gives back what was typed', async () => {
      await kept()

      expect(await office.hears('carol', '/delegate template:"Tempalte 1" by Friday')).toMatch(
        /There is no template “Tempalte 1” that you can use\. Did you mean Template 1[\s\S]*\[Fix it in a form\]/u,
      )
    })

    it('is not there for another client, nor for an assistant', async () => {
      const name = await kept()

      expect(await office.hears('dan', `/delegate template:"${name}"`)).toMatch(/There is no template/u)
      expect(await office.hears('dan', `/template show ${name}`)).toMatch(/There is no template/u)
      expect(await office.options('asha', 'template list', {})).toMatch(/There is no template yet/u)
    })
  })

  describe('looking after them', () => {
    it('lists them by name, each with its client and kind', async () => {
      const name = await kept()

      expect(await office.hears('carol', '/template')).toMatch(/Templates/u)
      expect(await office.hears('carol', `/template show "${name}"`)).toMatch(/Close the books/u)
    })

    it('is for every client once a manager says so, and then a manager’s to change', async () => {
      const name = await kept()
      const more = await press('meera', await office.type('meera', `/template show ${name}`), 'More settings')
      expect(read(more)).toMatch(/For which client: /u)

      const values = { due: 'in 2 business days', duty: 'travel', priority: 'low', client: '*' }
      const saved = await office.submit('meera', 'template-more', await numberOf(name), values)

      expect(read(saved)).toMatch(/For: every client\nDuty: travel\nDue: in 2 business days\nPriority: low/u)
      expect(await office.hears('dan', `/delegate template:"${name}"`)).toMatch(/is on its way[\s\S]*Due Wed 4 Mar/u)
      expect(await office.hears('carol', `/template remove ${name}`)).toMatch(
        /not yours to do here\. Ask an owner or a manager/u,
      )
      expect(await office.hears('carol', `/template edit ${name}`)).toMatch(/not yours to do here/u)
    })

    it('lets a client’s member say everything but for whom it is', async () => {
      const name = await kept()
      const more = await press('carol', await office.type('carol', `/template show ${name}`), 'More settings')
      expect(read(more)).not.toMatch(/For which client/u)

      const values = { due: 'tomorrow', duty: 'travel', priority: 'normal', client: '*' }
      const saved = await office.submit('carol', 'template-more', await numberOf(name), values)

      expect(read(saved)).toMatch(/For: Acme Textiles[\s\S]*Due: tomorrow/u)
    })

    it('is changed in a form in which all of it stands', async () => {
      const name = await kept({ checklist: 'bank\ncash', questions: 'Which month?' })

      const form = await office.type('carol', `/template edit "${name}"`)

      expect(read(form)).toMatch(
        /Name: Template \d+\n[^\n]*: Close the books\nAll accounts\nChecklist .*: bank\ncash\nQuestions .*: Which month\?/u,
      )
    })

    it('is removed, and had back after a slip of the finger', async () => {
      const name = await kept()

      const removed = await office.type('carol', `/template remove ${name}`)

      expect(read(removed)).toMatch(/is removed\n\[Have it back\]/u)
      expect(await office.hears('carol', `/template show ${name}`)).toMatch(/There is no template/u)
      expect(read(await press('carol', removed, 'Have it back'))).toMatch(/is back/u)
      expect(await office.hears('carol', `/template show ${name}`)).toMatch(/Close the books/u)
    })

    it('speaks Hindi', async () => {
      const task = await delegated('Book a car #travel', 'dan')
      await office.type('dan', '/profile language hi')

      const saved = await office.hears('dan', `/task ${task} template "गाड़ी"`)

      expect(saved).toMatch(/“गाड़ी” नमूने के रूप में सहेजा गया/u)
      expect(await office.hears('dan', '/delegate template:"गाड़ी" कल शाम 5 बजे तक')).toMatch(/भेज दिया गया/u)
      await office.type('dan', '/profile language en')
    })
  })

  describe('a checklist', () => {
    /** A task with one, in Asha's hands. */
    async function inHand(items: string): Promise<number> {
      const name = await kept({ checklist: items })
      const answer = await office.hears('carol', `/delegate template:"${name}"`)
      const number = Number(/#(\d+)/u.exec(answer)?.[1])
      await office.press('asha', `sahayak:claim:${number}:`)
      return number
    }

    it('is ticked off by the assistant who has the task, and seen so by whoever asked for it', async () => {
      const number = await inHand('bank\ncash\ncards')
      const card = await office.ask('asha', {
        kind: 'options',
        command: 'task',
        options: { number: String(number) },
        people: [],
      })

      const ticked = await press('asha', card, 'Done')

      expect(read(ticked)).toMatch(
        /Ticked off on #\d+\nChecklist: 1 of 3\n☐ 2\. cash · \[Done\]\n☐ 3\. cards · \[Done\]\n☑ 1\. bank · \[Not yet\]/u,
      )
      const seen = await office.hears('carol', `/task ${number}`)
      expect(seen).toMatch(/Checklist: 1 of 3\n☐ 2\. cash\n☐ 3\. cards\n☑ 1\. bank/u)
      expect(seen).not.toMatch(/\[Done\]/u)
    })

    it('takes back what was ticked off by a slip of the finger', async () => {
      const number = await inHand('bank\ncash')
      await office.press('asha', `sahayak:tick:${number}:2`)

      expect(read(await office.press('asha', `sahayak:untick:${number}:2`))).toMatch(/Checklist: 0 of 2/u)
      expect(read(await office.press('asha', `sahayak:untick:${number}:2`))).toMatch(/is so already/u)
    })

    it('is nobody else’s to tick off, and no more once it is handed in', async () => {
      const number = await inHand('bank')

      expect(read(await office.press('carol', `sahayak:tick:${number}:1`))).toMatch(/not yours to do here/u)
      expect(read(await office.press('jun', `sahayak:tick:${number}:1`))).toMatch(/not one of your tasks/u)
      expect(read(await office.press('asha', `sahayak:tick:${number}:x`))).toMatch(/There is no task/u)
      await office.press('asha', `sahayak:start:${number}:`)
      await office.submit('asha', 'submit', String(number), { result: 'Closed', links: '' })

      expect(read(await office.press('asha', `sahayak:tick:${number}:1`))).toMatch(/cannot be ticked off now/u)
    })
  })
})

type Drawn = Extract<Answer, { kind: 'form' }>['form']

async function formOf(answer: Answer): Promise<Drawn> {
  if (answer.kind !== 'form') throw new Error(read(answer))
  return answer.form
}

function subjectOf(answer: Answer): string {
  if (answer.kind !== 'form') throw new Error(read(answer))
  return answer.form.subject
}

function usualIn(form: Drawn, name: string, of = 'assistant'): string {
  const field = form.fields.find((one) => one.name === of)
  return (field?.kind === 'choice' ? field.options.find(({ label }) => label === name)?.value : undefined) ?? ''
}

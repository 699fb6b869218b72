import { describe, expect, it } from 'vitest'
import type { Person } from '#src/kernel/person.ts'
import { may, whoMay, type PolicyAction } from '#src/features/policy.ts'
import { taskSubject } from '#src/features/tasks/policy.ts'
import { allows, rolesIn, type Rule, type Subject } from '#src/kernel/policy.ts'
import { asha, carol, dan, everyone, jun, maya, nobody, olga, taskIn as aTaskIn, wen } from '#test/tasks/cast.ts'

/** What a task in that status is to people. */
const taskIn = (...given: Parameters<typeof aTaskIn>) => taskSubject(aTaskIn(...given))

/** The table "Roles" of the product: who may do what with Acme's task, which Asha holds. */
const table: Record<PolicyAction, Person[]> = {
  'connect-place': [olga],
  'set-role': [olga],
  'manage-clients': [olga, maya],
  'manage-rooms': [olga, maya],
  'see-people': [olga, maya],
  'change-agency': [olga, maya],
  'change-client': [olga, maya, carol],
  'manage-holidays': [olga, maya],
  'see-calendar': [olga, maya, carol],
  'delegate-for-any': [olga, maya],
  'set-targets': [olga, maya],
  'manage-rules': [olga, maya],
  'see-targets': [olga, maya, carol],
  'see-report': [olga, maya, carol, asha],
  delegate: [olga, maya, carol],
  see: [olga, maya, carol, asha],
  'see-summary': [olga, maya, carol, asha],
  claim: [],
  'take-on': [asha],
  decline: [asha],
  start: [asha],
  ask: [asha],
  submit: [asha],
  release: [asha],
  assign: [olga, maya],
  answer: [olga, maya, carol],
  accept: [olga, maya, carol],
  return: [olga, maya, carol],
  cancel: [olga, maya, carol],
  reopen: [olga, maya, carol],
  rate: [olga, maya, carol],
  'manage-social': [olga, maya, carol],
  'see-post': [olga, maya, carol, asha],
  'draft-post': [olga, maya, carol, asha],
  'approve-post': [olga, maya, carol],
  'confirm-post': [olga, maya, carol, asha],
  'export-agency': [olga],
  'delete-agency': [olga],
  'change-several': [olga, maya],
  'change-task': [olga, maya, carol],
  'add-note': [olga, maya, carol, asha],
  promise: [asha],
  tick: [asha],
  'manage-repeat': [olga, maya, carol],
  'save-template': [olga, maya, carol],
  'manage-agency-templates': [olga, maya],
}
const actions = Object.entries(table).map(([name, allowed]) => ({ name, allowed }))

function isAction(name: string): name is PolicyAction {
  return Object.hasOwn(table, name)
}

describe('who may do what', () => {
  const someone = everyone.filter(({ id }) => id !== 'cleo')

  it.each(actions)('$name: those listed, and nobody else', ({ name, allowed }) => {
    if (!isAction(name)) throw new Error(name)

    const found = someone.filter((by) => may(by, name, { ...taskIn('claimed'), servedBy: ['asha'] }))

    expect(found.map(({ id }) => id).toSorted()).toEqual(allowed.map(({ id }) => id).toSorted())
  })

  it.each(actions)('$name: nothing, for one without a role', ({ name }) => {
    expect(isAction(name) && may(nobody, name, taskIn('open'))).toBe(false)
  })

  it('lets an assistant see and claim the pool of their own duties, never the brief', () => {
    const open = taskIn('open')

    expect([asha, jun, wen].map((by) => may(by, 'claim', open))).toEqual([true, true, false])
    expect([asha, jun, wen].map((by) => may(by, 'see-summary', open))).toEqual([true, true, false])
    expect([asha, jun, wen].map((by) => may(by, 'see', open))).toEqual([false, false, false])
  })

  it('leaves what has no kind to any assistant', () => {
    expect([asha, wen, carol].map((by) => may(by, 'claim', taskIn('open', { duty: 'other' })))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('gives nothing about a task to one who names none', () => {
    expect(may(carol, 'accept')).toBe(false)
    expect(may(asha, 'start')).toBe(false)
    expect(may(maya, 'assign')).toBe(true)
  })

  it('does not take a former member or a former assistant at their word', () => {
    expect(may({ ...carol, roles: [] }, 'accept', taskIn('in-review'))).toBe(false)
    expect(may({ ...asha, roles: [] }, 'start', taskIn('claimed'))).toBe(false)
    expect(may({ ...dan, clients: ['globex'] }, 'see', taskIn('claimed'))).toBe(false)
  })

  it('lets an assistant write for the clients that they serve, and for no other', () => {
    const theirs = { ...taskIn('claimed'), servedBy: ['asha'] }

    expect([asha, jun, carol, dan].map((by) => may(by, 'draft-post', theirs))).toEqual([true, false, true, false])
    expect([asha, jun].map((by) => may(by, 'approve-post', theirs))).toEqual([false, false])
    expect(may({ ...asha, roles: [] }, 'see-post', theirs)).toBe(false)
    expect(may(asha, 'see-post', taskIn('claimed'))).toBe(false)
  })

  it('adds up what several roles may', () => {
    const both: Person = { ...carol, roles: ['client', 'assistant'], duties: ['travel'] }

    expect(may(both, 'claim', taskIn('open'))).toBe(true)
    expect(may(both, 'accept', taskIn('in-review'))).toBe(true)
  })

  it.each(actions)('$name: says who could, and those can', ({ name }) => {
    if (!isAction(name)) throw new Error(name)
    const cast = { owner: olga, manager: maya, client: carol, assistant: asha }

    const able = whoMay(name).filter((role) =>
      ['open', 'claimed'].some((status) =>
        may(cast[role], name, { ...taskIn(status === 'open' ? 'open' : 'claimed'), servedBy: ['asha'] }),
      ),
    )

    expect(whoMay(name).length).toBeGreaterThan(0)
    expect(able).toEqual(whoMay(name))
  })
})

describe('what somebody is to a thing', () => {
  /** As features of work between people say it. */
  const seeBid: Rule = { any: ['owner', 'manager'], ownClient: true, author: true }
  const seeContract: Rule = { party: true }
  const takeBackInvoice: Rule = { author: true }
  const able = (rule: Rule, subject: Subject) =>
    [olga, maya, carol, dan, asha, jun, nobody].filter((by) => allows(rule, by, subject)).map(({ id }) => id)

  it('lets a bidder see their own bid, and no other bidder', () => {
    const bid = { client: 'acme', author: 'asha' }

    expect(able(seeBid, bid)).toEqual(['olga', 'maya', 'carol', 'asha'])
  })

  it('lets the parties to a contract see it, and nobody who is none', () => {
    expect(able(seeContract, { client: 'acme', parties: ['dan', 'jun'] })).toEqual(['dan', 'jun'])
    expect(able(seeContract, { client: 'acme' })).toEqual([])
  })

  it('lets who issued an invoice take it back', () => {
    expect(able(takeBackInvoice, { parties: ['carol', 'asha'], author: 'asha' })).toEqual(['asha'])
  })

  it('gives nothing to one who is nobody in the agency any more, whatever they wrote or agreed', () => {
    const gone = { ...asha, roles: [] }

    expect(allows(seeContract, gone, { parties: ['asha'] })).toBe(false)
    expect(allows(takeBackInvoice, gone, { author: 'asha' })).toBe(false)
  })

  it('is closed where a rule says nothing, and names no role for what is about people', () => {
    expect(able({}, { client: 'acme', holder: 'asha', author: 'asha', parties: ['asha'], open: 'travel' })).toEqual([])
    expect(rolesIn(seeContract)).toEqual([])
  })
})

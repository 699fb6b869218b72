import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeActionId, writeFormId } from '#src/kernel/action-id.ts'
import { formNames, pressNames, readActionId, readFormId } from '#src/features/actions.ts'

const part = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes(':') && text.length <= 30)

describe('what a button means', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pressNames), part, part, (press, subject, detail) => {
        expect(readActionId(writeActionId({ press, subject, detail }))).toEqual({ press, subject, detail })
      }),
    )
  })

  it.each([
    ['of another app', 'approve:42'],
    ['of a version that knew other buttons', 'sahayak:explode:42:'],
    ['with a part too many', 'sahayak:claim:42:x:y'],
    ['with a part too few', 'sahayak:claim:42'],
    ['longer than a platform gives back', `sahayak:claim:42:${'x'.repeat(100)}`],
    ['of a form', 'sahayak-form:submit:42'],
    ['empty', ''],
  ])('is not guessed when it is %s', (_, id) => {
    expect(readActionId(id)).toBeNull()
  })

  it('is never taken for another', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const action = readActionId(id)
        if (action) expect(writeActionId(action)).toBe(id)
      }),
    )
  })
})

describe('which form was filled in', () => {
  it.each(formNames)('is read back: %s', (name) => {
    expect(readFormId(writeFormId(name, '42'))).toEqual({ name, subject: '42' })
  })

  it.each(['sahayak-form:nonsense:42', 'sahayak-form:submit', 'form:submit:42', ''])('is not guessed: %j', (id) => {
    expect(readFormId(id)).toBeNull()
  })
})

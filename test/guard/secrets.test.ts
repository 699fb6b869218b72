import { describe, expect, it } from 'vitest'
import { markOf, seal, unseal } from '#src/features/guard/queries/seal.ts'
import { findSecrets } from '#src/features/guard/queries/find-secrets.ts'
import { masked } from '#src/features/guard/secrets.ts'
import { withSecrets, without } from './set.ts'

describe('what looks like a secret', () => {
  it('is found in each of the set, with its kind, and no letter more or less', async () => {
    const found = await Promise.all(
      withSecrets.map(async ({ text }) => ({
        text,
        secrets: (await findSecrets(text)).map(({ kind, from, to }) => ({ kind, text: text.slice(from, to) })),
      })),
    )

    expect(withSecrets.length).toBeGreaterThan(100)
    expect(found).toEqual(withSecrets)
  })

  it('is seen in no number of an order, a phone, a bank or a shipment, no hash, and no sentence about passwords', async () => {
    const alarms = await Promise.all(
      without.map(async ({ text }) => ((await findSecrets(text)).length > 0 ? [text] : [])),
    )

    expect(without.length).toBeGreaterThan(150)
    expect(alarms.flat()).toEqual([])
  })

  it('is dots where it is masked; of a card its last four digits stay, and all else stays as it was', async () => {
    const text = 'Pay with 4242 4242 4242 4242, password: Sunrise-42!'

    expect(masked(text, await findSecrets(text))).toBe('Pay with ••••••4242, password: ••••••')
  })

  it('is found no more once it is masked', async () => {
    const left = await Promise.all(
      withSecrets.map(async ({ text }) => {
        const dots = masked(text, await findSecrets(text))
        return (await findSecrets(dots)).length > 0 ? [dots] : []
      }),
    )

    expect(left.flat()).toEqual([])
  })
})

describe('what is sealed', () => {
  const secret = 'a secret of at least thirty-two characters'

  it('opens for what it was sealed for, under the same secret, and for nothing else', () => {
    const sealed = seal(secret, 'one', 'पासवर्ड: Namaste')

    expect(sealed).not.toContain('Namaste')
    expect(unseal(secret, 'one', sealed)).toBe('पासवर्ड: Namaste')
    expect(unseal(secret, 'another', sealed)).toBeNull()
    expect(unseal(`${secret}!`, 'one', sealed)).toBeNull()
    expect(unseal(secret, 'one', 'torn')).toBeNull()
  })

  it('is known again by a mark of which nothing is learnt', () => {
    expect(markOf(secret, 'one')).toBe(markOf(secret, 'one'))
    expect(markOf(secret, 'one')).not.toBe(markOf(`${secret}!`, 'one'))
  })
})

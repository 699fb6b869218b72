import { describe, expect, it } from 'vitest'
import { createTraffic } from '#sandbox/traffic.ts'

const exchange = (name: string) =>
  ({ at: 0, platform: 'slack', direction: 'from-bot', via: 'http', name, request: {} }) as const

describe('the traffic', () => {
  it('is kept whole, however much there is', () => {
    const traffic = createTraffic()

    for (let index = 0; index < 20_000; index += 1) traffic.record(exchange(`call ${index}`))

    expect(traffic.since(0)).toHaveLength(20_000)
    expect(traffic.since(0)[0]).toMatchObject({ name: 'call 0' })
  })

  it('is read on from where one left off, also after it was forgotten', () => {
    const traffic = createTraffic()
    const first = traffic.record(exchange('first'))
    traffic.record(exchange('second'))

    const since = traffic.since(first.id).map(({ name }) => name)
    traffic.clear()
    const later = traffic.record(exchange('later'))

    expect(since).toEqual(['second'])
    expect(later.id).toBeGreaterThan(first.id)
    expect(traffic.since(first.id)).toEqual([later])
  })

  it('tells of what is added until nobody listens', () => {
    const traffic = createTraffic()
    let told = 0
    const off = traffic.onChange(() => (told += 1))

    traffic.record(exchange('heard'))
    off()
    traffic.record(exchange('not heard'))

    expect(told).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import { findBrowser } from './browser.ts'

describe('a machine without a browser', () => {
  it('is told what to install', () => {
    expect(() => findBrowser({ PATH: '/nowhere' })).toThrow(
      /^There is no Chromium here: install one \(on Debian: apt-get install chromium\), or set CHROMIUM to its path\.$/u,
    )
  })

  it('may name one that is elsewhere', () => {
    expect(findBrowser({ PATH: '/nowhere', CHROMIUM: '/opt/chromium' })).toBe('/opt/chromium')
  })
})

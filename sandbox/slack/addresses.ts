import { z } from 'zod'
import { limits } from './limits.ts'

/** What a button may lead to; of all else Slack says that it is no address. */
const followed = new Set(['http:', 'https:', 'mailto:', 'tel:', 'slack:'])
export const address = z
  .string()
  .min(1)
  .max(limits.url)
  .refine((url) => followed.has(URL.parse(url)?.protocol ?? ''), {
    error: 'must be a valid url',
  })

/**
 * Slack fetches a picture when the message comes, and refuses what it cannot fetch:
 * https://github.com/slackapi/python-slack-sdk/issues/1782. Which pictures there are nobody knows here; what is no address of the web is none.
 */
export const pictureAddress = z
  .string()
  .min(1)
  .max(limits.url)
  .refine((url) => /^https?:$/u.test(URL.parse(url)?.protocol ?? ''), {
    error: 'downloading image failed',
  })

import { z } from 'zod'

export const roles = ['http', 'gateway', 'pump', 'clock'] as const
/** What a process does: answer Slack over HTTP, hold Discord's connection, tell what was written, let time pass. */
export type Role = (typeof roles)[number]

/** One variable: what it wants, in words, and a value that works. */
export type Variable = { wants: string; example: string; secret?: true }

export const variables = {
  DATABASE_URL: {
    wants: 'a PostgreSQL address; leave it out for the embedded database',
    example: 'postgres://sahayak:password@localhost:5432/sahayak',
    secret: true,
  },
  SLACK_BOT_TOKEN: { wants: 'the bot token, which begins with xoxb-', example: 'xoxb-1234-5678-AbCdEf', secret: true },
  SLACK_APP_TOKEN: {
    wants: 'the app-level token for Socket Mode, which begins with xapp-',
    example: 'xapp-1-A123-456-abcdef',
    secret: true,
  },
  SLACK_SIGNING_SECRET: {
    wants: "the signing secret from the app's Basic Information: 16 letters and digits or more",
    example: '8f742231b10e8888abcd99yyyzzz85a5',
    secret: true,
  },
  SLACK_API_URL: { wants: 'an http or https address', example: 'http://127.0.0.1:4000/slack/api/' },
  SLACK_COMMAND_PREFIX: {
    wants: 'up to 12 small letters, digits, - or _ to put before each command',
    example: 'va-',
  },
  DISCORD_TOKEN: {
    wants: 'the bot\'s token, alone (without "Bot " before it), of 20 characters or more',
    example: 'MTIz…the whole token as Discord shows it…abc',
    secret: true,
  },
  DISCORD_APPLICATION_ID: { wants: 'the application id, 17 to 20 digits', example: '1234567890123456789' },
  DISCORD_MEMBERS_INTENT: {
    wants:
      'yes or no; yes once the Server Members Intent is switched on for the application; without it members are asked about once a day',
    example: 'yes',
  },
  DISCORD_API_URL: { wants: 'an http or https address', example: 'http://127.0.0.1:4000/discord/api' },
  PORT: { wants: 'a port number from 0 (any free one) to 65535', example: '3000' },
  HOST: { wants: 'the address to listen on', example: '0.0.0.0' },
  PUBLIC_URL: {
    wants: 'the https address, without a path, under which PORT is reached from outside',
    example: 'https://bot.example.com',
  },
  LOG_LEVEL: { wants: 'debug, info, warn or error', example: 'info' },
  SAHAYAK_SECRET: {
    wants: '32 characters or more that nobody can guess (openssl rand -hex 32 makes some)',
    example: '3f8a…64 letters and digits…9c1e',
    secret: true,
  },
  SAHAYAK_ROLES: { wants: `some of ${roles.join(', ')}, with commas between them`, example: 'http,pump' },
  SAHAYAK_DATA: { wants: 'a folder for the embedded database', example: '.sahayak' },
  SAHAYAK_NOW: { wants: 'an instant with its offset', example: '2026-03-02T03:30:00Z' },
} satisfies Record<string, Variable>

export type VariableName = keyof typeof variables

const names = Object.keys(variables)

export function isVariable(name: string): name is VariableName {
  return names.includes(name)
}

const address = z.url({ protocol: /^https?$/u })

export const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/u }).optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/u)
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/u)
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-zA-Z]{16,}$/u)
    .optional(),
  SLACK_API_URL: address.optional(),
  SLACK_COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]{1,12}$/u)
    .default(''),
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S{20,}$/u)
    .optional(),
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(/^\d{17,20}$/u)
    .optional(),
  DISCORD_MEMBERS_INTENT: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((said) => said === 'yes'),
  DISCORD_API_URL: address.optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number)
    .pipe(z.int().max(65_535))
    .default(3000),
  // All interfaces: Slack's requests come from outside, are signed, and in a container nothing else would be reached.
  HOST: z.string().regex(/^\S+$/u).default('0.0.0.0'),
  // Calendar programs ask for a path below it, which is the secret: without TLS everyone on the way would read it.
  PUBLIC_URL: z
    .url({ protocol: /^https$/u })
    .regex(/^[^/]+\/\/[^/?#@]+\/?$/u)
    .transform((url) => url.replace(/\/$/u, ''))
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  SAHAYAK_SECRET: z.string().min(32).optional(),
  SAHAYAK_ROLES: z
    .string()
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(roles)))
    .default([...roles]),
  SAHAYAK_DATA: z.string().default('.sahayak'),
  SAHAYAK_NOW: z
    .string()
    .refine(isInstant)
    .transform((text) => Temporal.Instant.from(text))
    .optional(),
})

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}

/** What Discord's API answers instead of doing it: an HTTP status and a code from its published list. */
export class DiscordError extends Error {
  readonly status: number
  readonly code: number
  readonly errors: unknown
  /** The same, one after the other. */
  readonly fields: readonly FieldError[]
  /** Seconds, of what may be tried again. */
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    code: number,
    message: string,
    errors?: unknown,
    fields: readonly FieldError[] = [],
    retryAfter?: number,
  ) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
    this.fields = fields
    this.retryAfter = retryAfter
  }
}

const made = (status: number, code: number, message: string) => () => new DiscordError(status, code, message)

export const unauthorized = made(401, 0, '401: Unauthorized')
export const notFound = made(404, 0, '404: Not Found')
export const unknownChannel = made(404, 10003, 'Unknown Channel')
export const unknownGuild = made(404, 10004, 'Unknown Guild')
export const unknownMember = made(404, 10007, 'Unknown Member')
export const unknownMessage = made(404, 10008, 'Unknown Message')
export const unknownUser = made(404, 10013, 'Unknown User')
export const unknownEmoji = made(400, 10014, 'Unknown Emoji')
export const unknownWebhook = made(404, 10015, 'Unknown Webhook')
export const unknownInteraction = made(404, 10062, 'Unknown interaction')
export const unknownCommand = made(404, 10063, 'Unknown application command')
export const tooLarge = made(413, 40005, 'Request entity too large')
export const alreadyAcknowledged = made(400, 40060, 'Interaction has already been acknowledged.')
export const missingAccess = made(403, 50001, 'Missing Access')
export const cannotDirectMessage = made(400, 50003, 'Cannot execute action on a DM channel')
export const notTheAuthor = made(403, 50005, 'Cannot edit a message authored by another user')
export const emptyMessage = made(400, 50006, 'Cannot send an empty message')
export const cannotMessageUser = made(403, 50007, 'Cannot send messages to this user')
export const missingPermissions = made(403, 50013, 'Missing Permissions')
export const wrongChannelType = made(400, 50024, 'Cannot execute action on this channel type')
export const invalidWebhookToken = made(401, 50027, 'Invalid Webhook Token')
export const threadArchived = made(400, 50083, 'Thread is archived')
export const tooManyThreads = made(400, 160006, 'Maximum number of active threads reached')
export const tooManyCommandsMade = made(
  400,
  30034,
  'Max number of daily application command creates has been reached (200)',
)
export const tooManyOldEdits = (seconds: number) =>
  new DiscordError(
    429,
    30046,
    'Maximum number of edits to messages older than 1 hour reached. Try again later.',
    undefined,
    [],
    seconds,
  )
export const threadLocked = made(403, 160005, 'Thread is locked')
export const threadAlreadyMade = made(400, 160004, 'A thread has already been created for this message')

export type FieldError = { path: readonly PropertyKey[]; code: string; message: string }

/** 50035, with each mistake at the end of the path that leads to it, as Discord nests them. */
export function invalidForm(fields: FieldError[]): DiscordError {
  const root: Nested = { below: new Map(), errors: [] }
  for (const { path, code, message } of fields) {
    let at = root
    for (const key of path) {
      const next = at.below.get(String(key)) ?? { below: new Map(), errors: [] }
      at.below.set(String(key), next)
      at = next
    }
    at.errors.push({ code, message })
  }
  return new DiscordError(400, 50035, 'Invalid Form Body', written(root), fields)
}

export const invalidField = (path: readonly PropertyKey[], code: string, message: string): DiscordError =>
  invalidForm([{ path, code, message }])

type Nested = { below: Map<string, Nested>; errors: { code: string; message: string }[] }

function written({ below, errors }: Nested): Record<string, unknown> {
  const inner = Object.fromEntries([...below].map(([key, nested]) => [key, written(nested)]))
  return errors.length > 0 ? { ...inner, _errors: errors } : inner
}

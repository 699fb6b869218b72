import { checkBlocks } from '../blocks.ts'
import { addFile, mayRead, shareFiles } from '../files.ts'
import { isJson } from '../json.ts'
import { filePayload } from '../payloads.ts'
import {
  done,
  isMember,
  jsonOf,
  missing,
  numberOf,
  refuse,
  refuseWith,
  textOf,
  visibleChannel,
  type Answer,
  type Call,
  type Method,
} from './call.ts'

function getUploadUrl({ slack, app, args }: Call): Answer {
  const name = textOf(args, 'filename')
  const length = numberOf(args, 'length', 0)
  if (name === undefined) return missing('filename')
  if (length <= 0)
    return refuse('invalid_arguments', {
      response_metadata: { messages: ['[ERROR] must be more than 0 [json-pointer:/length]'] },
    })

  const file = addFile(slack, { workspace: app.workspace, user: app.botUser, name, length })
  return done({ upload_url: `${slack.baseUrl()}/slack/upload/v1/${file.id}`, file_id: file.id })
}

function completeUpload(call: Call): Answer {
  const { slack, announce, app, args } = call
  const asked = jsonOf(args, 'files')
  if (!Array.isArray(asked) || asked.length === 0) return missing('files')
  const files = asked.filter(isJson).map((entry) => ({ entry, file: slack.world.files.get(String(entry['id'])) }))
  const found = files.flatMap(({ file }) =>
    file && file.user === app.botUser && file.content !== undefined && !file.complete ? [file] : [],
  )
  if (found.length < asked.length) return refuse('file_not_found')
  for (const { entry, file } of files) if (file && typeof entry['title'] === 'string') file.title = entry['title']

  const blocks = jsonOf(args, 'blocks')
  const checked = blocks === undefined ? undefined : checkBlocks(blocks)
  if (checked && !checked.ok) return refuseWith('invalid_blocks', checked.errors)
  const to = textOf(args, 'channel_id') ?? textOf(args, 'channels')
  if (to !== undefined) {
    const channel = visibleChannel({ ...call, args: { channel: to } })
    if (!channel.ok) return channel.answer
    if (channel.channel.archived) return refuse('is_archived')
    if (!isMember(app, channel.channel)) return refuse('not_in_channel')
    void shareFiles(slack, announce, {
      channel: channel.channel,
      user: app.botUser,
      app,
      text: textOf(args, 'initial_comment') ?? '',
      blocks: checked?.value,
      threadTs: textOf(args, 'thread_ts'),
      files: found,
    }).told
  }
  for (const file of found) file.complete = true
  return done({ files: found.map((file) => filePayload(slack, file)) })
}

function info({ slack, app, args }: Call): Answer {
  const file = slack.world.files.get(textOf(args, 'file') ?? '')
  if (!file?.complete || !mayRead(slack, file, { user: app.botUser, app: app.id })) return refuse('file_not_found')
  return done({ file: filePayload(slack, file), comments: [] })
}

export const files: { [name: string]: Method } = {
  'files.getUploadURLExternal': { tier: 4, scopes: ['files:write'], run: getUploadUrl },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], run: completeUpload },
  'files.info': { tier: 4, scopes: ['files:read'], run: info },
}

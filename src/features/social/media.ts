import { sizeInWords } from '#src/kernel/size.ts'
import type { Button, Card, CardFile } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { pressOn } from './buttons.ts'
import { isKept, keptOf, type Media, type Post } from './post.ts'
import { accountLabel, type PostView } from './view.ts'

/** Each by its name, and where it lies or how large it is. */
export function mediaLines({ content }: Post): string {
  return content.media.map(mediaLine).join('\n')
}

function mediaLine(media: Media): string {
  if (isKept(media)) return fileWords(media.name, media.size)
  return media.name === media.url ? media.url : `${media.name}: ${media.url}`
}

function fileWords(name: string, size: number): string {
  return `📎 ${name} (${sizeInWords(size)})`
}

/** All media of a post below its words: named, and the files themselves. */
export function mediaOf(view: PostView, reader: Reader): Pick<Card, 'body' | 'files' | 'filesCaption' | 'filesButton'> {
  if (view.post.content.media.length === 0) return {}
  return { body: `${reader.words.social.facts.media}:\n${mediaLines(view.post)}`, ...filesOf(view, reader) }
}

export function filesOf(view: PostView, reader: Reader): Pick<Card, 'files' | 'filesCaption' | 'filesButton'> {
  const files = cardFiles(view)
  if (files.length === 0) return {}
  const filesCaption = reader.words.social.filesOf(view.post.number)
  return { files, filesCaption, filesButton: filesButton(view.post, reader) }
}

function cardFiles({ agency, post }: PostView): CardFile[] {
  return keptOf(post.content).map(({ file, name, type, size }) => ({ agency, id: file, name, type, size }))
}

export function filesButton(post: Post, { words }: Reader): Button {
  return pressOn('post-files', post, words.social.buttons.files(keptOf(post.content).length), '')
}

/** The files of a post, for whoever asks for them; `kept` are those that are kept still. */
export function filesCard(view: PostView, kept: string[], reader: Reader): Card {
  const { handOver, filesOf: caption, filesGone } = reader.words.social
  const files = cardFiles(view).filter(({ id }) => kept.includes(id))
  const gone = keptOf(view.post.content).filter(({ file }) => !kept.includes(file))
  return {
    title: reader.words.social.heading(view.post.number, accountLabel(view.account, reader)),
    tone: 'plain',
    body: files.map(({ name, size }) => fileWords(name, size)).join('\n'),
    ...(files.length > 0 ? { files, filesCaption: caption(view.post.number), handOver } : {}),
    ...(gone.length > 0 ? { note: filesGone(gone.map(({ name }) => name)) } : {}),
  }
}

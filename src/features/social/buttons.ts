import type { FormName, PressName } from '#src/kernel/action-id.ts'
import type { Button } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Post } from './post.ts'

export function pressOn(
  name: PressName,
  post: Post,
  label: string,
  detail: string,
  style: 'primary' | 'danger' | 'plain' = 'plain',
): Button {
  return { label, style, action: { press: name, subject: String(post.number), detail } }
}

export function showButton(post: Post, { words }: Reader): Button {
  return pressOn('post', post, words.social.buttons.show, '')
}

export function openForm(
  form: FormName,
  post: Post,
  label: string,
  style: 'primary' | 'danger' | 'plain' = 'plain',
): Button {
  return { label, style, action: { press: 'open', subject: String(post.number), detail: form } }
}

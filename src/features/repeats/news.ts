import { titleOf } from '#src/features/tasks/title.ts'
import type { Button, Card } from '#src/kernel/card.ts'
import type { Reader } from '#src/words/reader.ts'
import { momentWords, press } from './cards.ts'
import type { Repeat, RepeatNews } from './repeat.ts'

/** A message about one thing that became of a repeat. `why`: a refusal in words. */
export function newsCard(repeat: Repeat, news: RepeatNews, why: string | null, reader: Reader): Card {
  const { repeats } = reader.words
  const { title, body } = newsWords(repeat, news, why ?? '', reader)
  return {
    title,
    tone: news.about === 'over' ? 'plain' : 'attention',
    status: titleOf(repeat.brief),
    body,
    buttons: [press('repeat-show', repeat, repeats.buttons.show, 'plain'), ...editButton(repeat, news, reader)],
  }
}

function newsWords({ number }: Repeat, news: RepeatNews, why: string, reader: Reader): { title: string; body: string } {
  const said = reader.words.repeats.news
  const at = 'at' in news ? momentWords(Temporal.Instant.from(news.at), reader) : ''
  switch (news.about) {
    case 'refused': {
      const body = said.refusedBody(at, why)
      return { title: said.refused(number), body: news.paused ? `${body}\n${said.refusedPaused}` : body }
    }
    case 'passed-on':
      return { title: said.passedOn(number, news.task), body: said.passedOnBody(why) }
    case 'missed':
      return { title: said.missed(number), body: said.missedBody(news.count, at) }
    case 'over':
      return { title: said.over(number), body: said.overBody }
    case 'stopped':
      return { title: said.stopped(number), body: said.stoppedBody(said.why[news.why]) }
  }
}

function editButton({ number }: Repeat, { about }: RepeatNews, { words }: Reader): Button[] {
  if (about !== 'refused' && about !== 'over') return []
  const action = { press: 'open', subject: String(number), detail: 'repeat' } as const
  return [{ label: words.repeats.buttons.edit, style: 'plain', action }]
}

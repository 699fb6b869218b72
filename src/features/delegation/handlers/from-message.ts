import { mentionsAsNames } from '#src/features/people/queries/find.ts'
import { longestInField, taskForm } from '#src/features/tasks/forms.ts'
import { cutAtWord } from '#src/features/tasks/title.ts'
import type { Form, FormContext, Values } from '#src/kernel/form.ts'
import type { Quoted } from '#src/kernel/request.ts'
import type { RequestContext } from '#src/kernel/request-context.ts'
import { wordsIn } from '#src/words/words.ts'

/**
 * *Delegate this*, from the menu of a message: the form with the message in it, the names of its files, and where it is. What does not
 * fit is behind the link, and the form says so.
 */
export async function formOfMessage(
  context: RequestContext,
  { text, files, link }: Quoted,
  formContext: (values: Values) => Promise<FormContext>,
): Promise<Form> {
  const { fields } = wordsIn(context.by.language)
  const names = files.map(({ name }) => name).join(', ')
  const said = (await mentionsAsNames(context, text)).trim()
  const besides = [names === '' ? '' : fields.filesThere(names), link ?? ''].filter(Boolean).join('\n')
  const what = withBesides(said, besides)
  const form = taskForm('delegate', '', await formContext({ what }))
  return what.startsWith(said) ? form : { ...form, intro: fields.messageCut }
}

/** The text, as much of it as there is room for, and what stands below it. */
function withBesides(text: string, besides: string): string {
  const below = besides.slice(0, longestInField / 2)
  const whole = [text, below].filter(Boolean).join('\n\n')
  if (whole.length <= longestInField) return whole
  const room = longestInField - below.length - 2
  return `${cutAtWord(text, room, ({ length }) => length)}\n\n${below}`
}

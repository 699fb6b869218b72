import type { FormName, PressName } from '#src/features/actions.ts'

export type { FormName, PressName }

/**
 * A button's meaning, small enough for both platforms: Discord's custom id holds 100 characters, Slack's action id 255
 * and must be unique in its message. Which there are is said by the features that answer them.
 *
 * Written as `sahayak:press:subject:detail`, each part free of colons.
 */
export type Action = { press: PressName; subject: string; detail: string }

export function writeActionId({ press, subject, detail }: Action): string {
  return `sahayak:${press}:${subject}:${detail}`
}

/** A form's own id on its platform: `sahayak-form:name:subject`. */
export function writeFormId(name: FormName, subject: string): string {
  return `sahayak-form:${name}:${subject}`
}

import type { z } from 'zod'
import type { Task } from '#src/features/tasks/task.ts'
import type { Reader } from '#src/words/reader.ts'
import type { Card } from './card.ts'
import type { CommandSpec, OptionKind } from './command.ts'
import type { Form, FormContext, Option, Values } from './form.ts'
import type { Refusal } from './refusal.ts'
import type { Draft, Reply } from './reply.ts'
import type { RequestContext, Result } from './request-context.ts'

type Soon<T> = Promise<T> | T

/** What a form is filled in with is read when it is asked for: not every form needs it. */
export type ReadContext = () => Promise<FormContext>

export type FormHandlers = {
  /** The form with what was typed before, or why this person is shown none. */
  draw(asked: RequestContext, draft: Draft, context: ReadContext): Soon<Form | Refusal>
  submit(asked: RequestContext, submitted: { subject: string; values: Values }): Soon<Result>
}

/** What is known of an answer besides the answer: a secret that is shown once, and the task as it has just become. */
export type Fresh = { secret?: string | undefined; task?: Task | undefined }

/** Puts an answer into words, as things stand. */
export type ReplyWords<Said extends Reply['say']> = (
  asked: RequestContext,
  reply: Extract<Reply, { say: Said }>,
  reader: Reader,
  fresh: Fresh,
) => Soon<Card>

/** Completions of one kind of option, from what this person may see. */
export type Complete = (
  asking: Pick<RequestContext, 'tx' | 'agency' | 'by' | 'now'>,
  typing: { command: string; typed: string },
) => Soon<Option[]>

/** All that one feature answers. What a feature has names for and does not answer does not compile. */
export type Feature<
  Specs extends Record<string, CommandSpec>,
  Press extends string,
  FormName extends string,
  Said extends Reply['say'],
  Kind extends OptionKind,
> = {
  commands: { [Name in keyof Specs]: (asked: RequestContext, args: z.infer<Specs[Name]['args']>) => Soon<Result> }
  presses: { [Name in Press]: (asked: RequestContext, pressed: { subject: string; detail: string }) => Soon<Result> }
  forms: { [Name in FormName]: FormHandlers }
  replies: { [Name in Said]: ReplyWords<Name> }
  completions: { [Name in Kind]: Complete }
}

/** The page that a button names; what is no page is the first. */
export function pageIn(text: string): number {
  return /^[1-9]\d{0,5}$/u.test(text) ? Number(text) : 1
}

/** What was typed into a form's fields, as a command's options; empty fields are left out. */
export function typedOptions(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([field, value]) => [field, (Array.isArray(value) ? value.join(', ') : value).trim()] as const)
      .filter(([, value]) => value !== ''),
  )
}

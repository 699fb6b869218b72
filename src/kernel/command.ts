import { z } from 'zod'
import type { FormName } from './action-id.ts'

/**
 * What an option is about. From it follow how words are read for it, how Discord shows it (a user picker, choices,
 * completion while typing) and what its Slack hint says.
 */
export type OptionKind =
  | 'text'
  | 'duty'
  | 'priority'
  /** Somebody on this platform. */
  | 'person'
  /** Somebody of the agency by name, wherever they live. */
  | 'member'
  /** An assistant of the agency by name, wherever they live. */
  | 'assistant'
  | 'client'
  | 'time'
  | 'task'
  | 'list'
  | 'sort'
  | 'purpose'
  | 'report-period'
  | 'grouping'
  | 'holidays'
  | 'role'
  | 'language'
  | 'zone'
  | 'code'
  | 'count'
  | 'command'
  /** An account of a client's on a social network. */
  | 'account'
  | 'network'
  | 'post'
  | 'period'
  | 'approvals'
  /** How often something repeats, in words. */
  | 'rhythm'
  | 'repeat'
  | 'template'

export type CommandOption = {
  name: string
  kind: OptionKind
  required: boolean
  /** Takes all the words that are left. */
  rest: boolean
  longest: number
}

type Meta = { kind: OptionKind; rest: boolean; longest: number }

/** One argument: a string from the person, of at most `longest` characters, read by its kind later on. */
export function option(kind: OptionKind, { rest = false, longest = 200 }: { rest?: boolean; longest?: number } = {}) {
  return z
    .string()
    .trim()
    .min(1)
    .meta({ kind, rest, longest } satisfies Meta)
}

export type CommandSpec = {
  /** Its arguments in the order in which they are typed. */
  args: z.ZodObject
  /** The form that it opens when it is typed with no words after it. */
  opens?: FormName
  /** The form that it opens when it is given its first argument alone, and is then about that. */
  opensFor?: FormName
}

const meta = z.object({ kind: z.custom<OptionKind>(), rest: z.boolean(), longest: z.number() })

/** The arguments of a command, in order. */
export function optionsOf(spec: CommandSpec): CommandOption[] {
  return Object.entries(spec.args.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
    const known = z.globalRegistry.get(z.instanceof(z.ZodType).parse(inner))
    return { name, required: !(schema instanceof z.ZodOptional), ...meta.parse(known) }
  })
}

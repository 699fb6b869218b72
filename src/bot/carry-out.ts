import { commands, type CommandName } from '#src/features/commands.ts'
import type { Action, FormName } from '#src/kernel/action-id.ts'
import type { Values } from '#src/kernel/form.ts'
import type { Refusal } from '#src/kernel/refusal.ts'
import type { Request } from '#src/kernel/request.ts'
import { no, type RequestContext, type Result } from '#src/kernel/request-context.ts'
import { commandHandlers, formHandlers, pressHandlers } from './features.ts'
import { understand } from './understand.ts'

/** A request, read: which of our commands, presses or forms it is. */
export type Intent =
  | { kind: 'command'; name: CommandName; options: Record<string, string> }
  | { kind: 'press'; action: Action }
  /** From the menu of a message; it opens a form, and does nothing else. */
  | { kind: 'shortcut' }
  | { kind: 'form'; name: FormName; subject: string; values: Values }
  | { kind: 'unclear'; reason: Refusal }

export function readRequest(request: Request): Intent {
  switch (request.kind) {
    case 'words': {
      const read = understand(request.command, request.text)
      return read.ok ? { kind: 'command', ...read.understood } : { kind: 'unclear', reason: read.reason }
    }
    case 'options':
      return { kind: 'command', name: request.command, options: request.options }
    case 'press':
      return { kind: 'press', action: request.action }
    case 'shortcut':
      return { kind: 'shortcut' }
    case 'form':
      return { kind: 'form', name: request.name, subject: request.subject, values: request.values }
  }
}

export async function carryOut(context: RequestContext, intent: Intent): Promise<Result> {
  switch (intent.kind) {
    case 'unclear':
      return no(intent.reason)
    case 'shortcut':
      return no({ code: 'not-understood' })
    case 'press': {
      const { press, ...pressed } = intent.action
      return press === 'open' ? no({ code: 'not-understood' }) : pressHandlers[press](context, pressed)
    }
    case 'form':
      return formHandlers[intent.name].submit(context, intent)
    case 'command':
      return carryOutCommand(context, intent.name, intent.options)
  }
}

async function carryOutCommand<Name extends CommandName>(
  context: RequestContext,
  name: Name,
  options: Record<string, string>,
): Promise<Result> {
  const read = commands[name].args.safeParse(options)
  if (!read.success) return no({ code: 'missing', option: String(read.error.issues[0]?.path[0] ?? ''), command: name })
  const handle: (context: RequestContext, args: never) => Promise<Result> | Result = commandHandlers[name]
  return Reflect.apply(handle, undefined, [context, read.data])
}

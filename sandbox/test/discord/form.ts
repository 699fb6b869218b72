import type { APIModalInteractionResponseCallbackData } from 'discord.js'
import { z } from 'zod'
import { aBot, isForm } from './bot.ts'

export const field = (label: string, component: object) => ({ type: 18, label, component })
export const text = (id: string, more: object = {}) => ({ type: 4, custom_id: id, style: 2, ...more })
export const options = [
  { label: 'Travel', value: 't', default: true },
  { label: 'Books', value: 'b' },
]
export const optional = { required: false }

export type Values = Record<string, string | string[] | null>
type Files = { name: string; content: string | Uint8Array; encoding?: 'base64' }[]

export const form = (title: string, ...components: object[]) =>
  modal.parse({ custom_id: title.toLowerCase(), title, components })
/** Tests hand over what no type would let through; the client's types want a form. */
const modal = z.custom<APIModalInteractionResponseCallbackData>(() => true)

/** Asha has pressed a button, and this form lies before her. */
export async function aForm(...components: object[]) {
  const bot = await aBot()
  const { aCard, press, heard, discord, asha } = bot
  const message = await aCard()
  await (await press(message)).showModal(form('Return', ...components))
  const gesture = (values: Values, files: Files) => ({ do: 'submit-modal', as: asha.id, values, files }) as const
  const submit = async (values: Values = {}, files: Files = []) => {
    const { interaction, done } = await heard(gesture(values, files))
    return { sent: isForm(interaction), done }
  }
  const refused = (values: Values, files: Files = []) => discord.gesture(gesture(values, files))
  return { ...bot, message, submit, refused, modal: () => discord.view(asha.id).modal }
}

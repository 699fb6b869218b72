import { defaultDuties } from '#src/features/people/client.ts'
import type { Speaker } from '#src/features/reading/delegate-text.ts'
import { parseHours } from '#src/time/hours.ts'
import { at } from './cast.ts'

/** Of an agency with some assistants and two clients, on Wednesday, 4 March 2026, at noon in Kolkata. */
export const speaker: Speaker = {
  now: at('2026-03-04T12:00'),
  zone: 'Asia/Kolkata',
  language: 'en',
  hours: parseHours('Mon-Fri 9:00-18:00'),
  duties: [...defaultDuties],
  clients: [
    { id: 'acme', name: 'Acme Textiles' },
    { id: 'globex', name: 'Globex Travel' },
  ],
  assistants: [
    { id: 'priya', name: 'Priya' },
    { id: 'arjun', name: 'Arjun Mehta' },
    { id: 'asha-patil', name: 'Asha Patil' },
    { id: 'asha-rao', name: 'Asha Rao' },
    { id: 'hindi', name: 'प्रिया' },
  ],
  mentions: { '<@U123|priya.rao>': 'priya', '<@!456>': 'arjun' },
}

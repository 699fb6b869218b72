import { describe, expect, it } from 'vitest'
import { meantBy } from '#src/features/delegation/said-to-bot.ts'

describe('what is meant by what somebody writes to the bot', () => {
  it.each([
    'Book a flight to Pune by Friday #travel',
    'can you book a flight for me?',
    'please call the bank',
    'thanks, now book the hotel as well',
    'पुणे की फ़्लाइट बुक करो',
    'Pune ki flight book karo kal tak',
    'What does a visa for India cost?',
    'help Meera with the invoices',
  ])('is a piece of work, kept to the letter: %s', (text) => {
    expect(meantBy(` ${text}\n`)).toEqual({ command: 'delegate', text })
  })

  it.each([
    '',
    'hi',
    'Hello there!',
    'Thank you so much, that was great',
    'ok got it',
    'help',
    'What can you do?',
    'How does this work?',
    'can you help me',
    'बहुत बहुत धन्यवाद जी',
    'bahut bahut shukriya ji',
    'आप क्या कर सकते हैं?',
    'aap kya kar sakte ho',
    'flights?',
    '🙏🙏🙏',
  ])('is nothing that could be done, and is answered with what can be asked for: %s', (text) => {
    expect(meantBy(text)).toEqual({ command: 'help', text: '' })
  })

  it.each([
    ['/tasks late', { command: 'tasks', text: 'late' }],
    ['/help', { command: 'help', text: '' }],
    ['/Delegate Call the bank\nToday', { command: 'delegate', text: 'Call the bank\nToday' }],
  ])('is the command where one is typed: %s', (text, meant) => {
    expect(meantBy(text)).toEqual(meant)
  })

  it('is work where something begins with a slash that is no command', () => {
    expect(meantBy('/etc/hosts on our server is wrong')).toMatchObject({ command: 'delegate' })
  })
})

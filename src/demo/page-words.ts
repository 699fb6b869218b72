import type { PageWords } from '#sandbox/page/index.ts'

export const pageWords: PageWords = {
  title: 'Sahayak: try it',
  intro: 'Clients are in Slack, assistants in Discord. Act as anyone; the bot that answers is the real one.',
  ideas: [
    {
      platform: 'slack',
      say: 'delegate',
      text: '/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high',
    },
    {
      platform: 'slack',
      say: 'to one person',
      text: '/delegate Reconcile the March invoices #bookkeeping by tomorrow',
    },
    { platform: 'slack', say: 'with a form', text: '/delegate' },
    { platform: 'slack', say: 'my tasks', text: '/tasks' },
    { platform: 'slack', say: 'my digest', text: '/digest' },
    { platform: 'discord', say: 'what is open', text: '/claim' },
    { platform: 'discord', say: 'in Hindi', text: '/profile language language:hi' },
    { platform: 'discord', say: 'help', text: '/help' },
  ],
}

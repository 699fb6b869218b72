import type { PageWords } from '#sandbox/page/index.ts'

const clients = ['Carol Reyes', 'Dan Weber', 'Meera Iyer']
const assistants = ['Asha Patil', 'Jun Santos', 'Inês Duarte']

export const pageWords: PageWords = {
  title: 'Sahayak',
  intro:
    'Clients are in Slack, assistants in Discord, the real bot between them. You are Carol, on a Monday morning in New York: try “delegate”, send it, claim it as Asha. Or try “posts of the week”, then go on to the next mornings. Reply to a card by its menu (⋯).',
  people: {
    'Carol Reyes': 'client, Acme Textiles',
    'Dan Weber': 'client, Globex Travel',
    'Meera Iyer': 'owner of the agency',
    'Sam Ortiz': 'no role here',
    'Asha Patil': 'assistant: books, travel, clerical',
    'Jun Santos': 'assistant: travel, scheduling, social media',
    'Inês Duarte': 'assistant: writing, research',
  },
  ideas: [
    {
      ...{ platform: 'slack', say: 'delegate', of: clients },
      text: '/delegate Book a flight to Pune, aisle seat #travel by Friday 5pm !high',
    },
    {
      ...{ platform: 'slack', say: 'to Asha', of: ['Carol Reyes'] },
      text: '/delegate Reconcile the March invoices #bookkeeping by tomorrow',
    },
    {
      ...{ platform: 'slack', say: 'सौंपें', of: clients },
      text: '/delegate पुणे की फ़्लाइट बुक करें, खिड़की वाली सीट #travel शुक्रवार शाम 5 बजे तक',
    },
    {
      ...{ platform: 'slack', say: 'say it', of: clients },
      text: '@sahayak find a hotel near Pune station by Thursday #travel',
    },
    { platform: 'slack', say: 'a form', text: '/delegate', of: clients },
    { platform: 'slack', say: 'my tasks', text: '/tasks' },
    { platform: 'slack', say: 'posts of the week', text: '/social calendar', of: ['Carol Reyes'] },
    { platform: 'slack', say: 'to approve', text: '/social approve', of: ['Carol Reyes'] },
    { platform: 'slack', say: 'my calendar', text: '/calendar feed' },
    { platform: 'slack', say: 'my digest', text: '/digest' },
    { platform: 'slack', say: 'हिन्दी', text: '/profile language hi', of: clients },
    { platform: 'slack', say: 'English', text: '/profile language en', of: clients },
    { platform: 'slack', say: 'who is who', text: '/agency people', of: ['Meera Iyer'] },
    { platform: 'discord', say: 'what is open', text: '/claim', of: assistants },
    { platform: 'discord', say: 'my tasks', text: '/tasks' },
    { platform: 'discord', say: 'posts of the week', text: '/social calendar', of: ['Jun Santos'] },
    { platform: 'discord', say: 'write a post', text: '/social draft', of: ['Jun Santos'] },
    { platform: 'discord', say: 'my calendar', text: '/calendar feed' },
    { platform: 'discord', say: 'my day', text: '/digest show' },
    { platform: 'discord', say: 'हिन्दी', text: '/profile language language:hi' },
    { platform: 'discord', say: 'English', text: '/profile language language:en' },
    { platform: 'discord', say: 'help', text: '/help' },
  ],
}

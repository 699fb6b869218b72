import type { Words } from '#src/words/words.ts'

export const roleNames: Words['roleNames'] = { owner: 'मालिक', manager: 'मैनेजर', client: 'क्लाइंट', assistant: 'सहायक' }

export const languageNames: Words['languageNames'] = { en: 'अंग्रेज़ी', hi: 'हिन्दी' }

export const statusNames: Words['statusNames'] = {
  assigned: 'सौंपा गया',
  open: 'खुला',
  claimed: 'लिया गया',
  'in-progress': 'चल रहा है',
  waiting: 'जवाब का इंतज़ार',
  'in-review': 'जाँच में',
  done: 'पूरा',
  cancelled: 'रद्द',
}

export const priorityNames: Words['priorityNames'] = { low: 'कम', normal: 'सामान्य', high: 'ज़रूरी', urgent: 'तत्काल' }

export const sortNames: Words['sortNames'] = { due: 'समय', priority: 'प्राथमिकता', client: 'क्लाइंट' }

export const listNames: Words['listNames'] = {
  mine: 'मेरे',
  open: 'खुले',
  waiting: 'जवाब के इंतज़ार में',
  review: 'जाँच में',
  late: 'देर वाले',
  done: 'पूरे',
}

export const purposeNames: Words['purposeNames'] = {
  board: 'बोर्ड',
  digest: 'सारांश',
  social: 'सोशल',
  log: 'लॉग',
  client: 'क्लाइंट',
}

/** सोमवार पहले। */
export const dayNames: Words['dayNames'] = ['सोम', 'मंगल', 'बुध', 'गुरु', 'शुक्र', 'शनि', 'रवि']

export const everyDay: Words['everyDay'] = 'हर दिन'

/** “क, ख और ग”। */
export const listOf: Words['listOf'] = (items, last = 'and') => {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${last === 'and' ? 'और' : 'या'} ${items.at(-1) ?? ''}`
}

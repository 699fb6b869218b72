import type { Words } from '#src/words/words.ts'
import { tasksOf } from './removed.ts'

const some = (numbers: number[]) => tasksOf(numbers.slice(0, 10), Math.max(0, numbers.length - 10))

export const away: Words['away'] = {
  days: (days) => `आप छुट्टी पर हैं: ${days}।`,
  laterNone: (days) => `आपकी छुट्टी: ${days}। अभी की स्थिति में कोई टास्क किसी और को देना नहीं पड़ेगा।`,
  later: (days, from, numbers) =>
    `आपकी छुट्टी: ${days}। अभी की स्थिति में ${numbers.length} टास्क आपके लौटने तक नहीं रुक सकते; ${from} शुरू होते ही वे दूसरों को दिए जाएँगे: ${some(numbers)}।`,
  nowNone: (days) => `आप छुट्टी पर हैं: ${days}। कोई टास्क किसी और को देना नहीं पड़ा।`,
  given: (numbers) => `दूसरों को दिए गए: ${some(numbers)}।`,
  opened: (numbers) => `अब यह काम करने वाला कोई भी ले सकता है: ${some(numbers)}।`,
  left: (numbers) => `इन्हें कोई नहीं ले सका: ${some(numbers)}। ये अभी आपके पास ही हैं, और मैनेजर को बता दिया गया है।`,

  isAway: (name, days) => `${name} छुट्टी पर हैं: ${days}`,
  nobodyTook: (numbers) => `इन्हें कोई नहीं ले सका: ${some(numbers)}।`,
  inPool: (numbers) => `इनका प्रस्ताव उन्हें गया था; अब यह काम करने वाला कोई भी ले सकता है: ${some(numbers)}।`,
}

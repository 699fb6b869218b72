import type { Words } from '#src/words/words.ts'

const either = (words: string[]) => words.map((word) => `“${word}”`).join(' या ')

export const rules: Words['rules'] = {
  title: 'टास्क पहले किसे मिलते हैं',
  none: 'अभी कोई नियम नहीं है। जैसे: /agency rule add अगर client:"Acme Textiles" duty:travel words:वीज़ा तो @meera',
  line: (place, when, then) => `${place}. ${when} → ${then}`,
  words: (words) => `जिसमें ${either(words)} लिखा हो`,
  pool: 'सबके लिए खुला',
  gone: (name) => `${name} अब यहाँ असिस्टेंट नहीं हैं: यह नियम छोड़ दिया जाता है`,
  asked:
    'नियम इसी क्रम में देखे जाते हैं, क्लाइंट के तय असिस्टेंट से पहले; जो पहला लागू हो वही चलता है। जो छुट्टी पर हों या जिनकी सीमा पूरी हो, वे छोड़ दिए जाते हैं। क्या होगा, यह देखने के लिए: /agency rule try client:"Acme Textiles" #travel पुणे के लिए वीज़ा',
  changed: {
    added: (place) => `नंबर ${place} पर जोड़ा गया`,
    removed: (place) => `नंबर ${place} हटाया गया`,
    moved: (place) => `अब नंबर ${place} पर है`,
  },
  wouldGo: (name) => `${name} को मिलेगा`,
  wouldOpen: 'सबके लिए खुलेगा',
  fits: 'लागू होता है, और यही चलेगा',
  fitsNot: { client: 'दूसरा क्लाइंट', duty: 'दूसरा काम', words: 'इसका कोई शब्द टास्क में नहीं है' },
  cannot: 'लागू होता है, पर अभी टास्क नहीं ले सकते',
  notAsked: 'यह भी लागू होता है, पर पहले वाला नियम चलेगा',
  nothingMade: 'कोई टास्क नहीं बनाया गया। समय-सीमा और दोहराव से यहाँ फ़र्क नहीं पड़ता।',
}

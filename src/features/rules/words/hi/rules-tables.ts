import type { ruleWords as english } from '#src/features/rules/words/en/rules-tables.ts'

export const ruleWords: typeof english = {
  commands: {
    'agency rule add': {
      name: 'जोड़ें',
      summary: 'बताएँ कि टास्क पहले किसे मिले: क्लाइंट, काम और शब्दों से',
      example: '/agency rule add अगर client:acme duty:travel words:वीज़ा तो @meera',
    },
    'agency rule list': { name: 'सूची', summary: 'नियम, जिस क्रम में देखे जाते हैं', example: '/agency rule list' },
    'agency rule move': { name: 'क्रम', summary: 'किसी नियम को पहले या बाद में देखें', example: '/agency rule move 3 1' },
    'agency rule remove': { name: 'हटाएँ', summary: 'कोई नियम हटाएँ', example: '/agency rule remove 2' },
    'agency rule try': {
      name: 'आज़माएँ',
      summary: 'कोई टास्क किसे मिलेगा और क्यों; कुछ बनाया नहीं जाता',
      example: '/agency rule try client:acme #travel पुणे के लिए वीज़ा',
    },
  },
  groups: {
    'agency rule': { name: 'नियम', summary: 'टास्क पहले किसे मिले: जोड़ें, सूची, क्रम, हटाएँ, आज़माएँ' },
  },
  options: {
    words: { name: 'शब्द', summary: 'शब्द जिनमें से कोई टास्क में लिखा हो: वीज़ा, पासपोर्ट' },
    place: { name: 'नंबर', summary: 'कौन सा: सूची में उसका नंबर' },
    to: { name: 'नया-नंबर', summary: 'सूची में उसका नया नंबर' },
    sample: { name: 'नमूना', summary: 'कोई टास्क, जैसे आप उसे सौंपते' },
  },
  refusals: {
    'rule-says-nothing': () =>
      'नियम में बताएँ कि किन टास्क के लिए है: क्लाइंट, काम या शब्द। जैसे: /agency rule add अगर duty:travel words:वीज़ा तो @meera',
    'no-such-rule': ({ given, count }) =>
      count === 0
        ? 'अभी कोई नियम नहीं है। जैसे: /agency rule add अगर duty:travel words:वीज़ा तो @meera'
        : `“${given}” नंबर का कोई नियम नहीं है: नियम 1 से ${count} तक हैं। सूची: /agency rule list`,
    'too-many-rules': ({ limit }) =>
      `${limit} नियम पहले से हैं, इससे ज़्यादा नहीं रखे जा सकते। पहले कोई एक हटाएँ: /agency rule remove ${limit}`,
  },
}

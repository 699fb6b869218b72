import type { bulkWords as english } from '#src/features/bulk/words/en/bulk-tables.ts'

export const bulkWords: typeof english = {
  commands: {
    bulk: {
      name: 'एकसाथ',
      summary: 'कई काम एक साथ बदलें: किसे, कब तक, किस तरह का, प्राथमिकता, रद्द',
      example: '/bulk 42 43 45-47 assign @meera due Friday 5pm',
    },
  },
  options: {
    numbers: { name: 'नंबर', summary: 'कौन से काम, नंबर से: 42 43 45-47' },
    cancel: { name: 'रद्द', summary: 'उन्हें रद्द करें; कारण लिखें' },
  },
  forms: { bulk: { title: 'कई काम बदलें', submit: 'बदलें' } },
  fields: {
    bulkTasks: 'कौन से काम',
    bulkOthers: 'और काम, नंबर से',
    bulkOthersHint: 'जैसे 42 43 45-47',
    bulkCancel: 'या रद्द करें: क्यों?',
    bulkCancelHint: 'केवल तब, जब रद्द करना हो; बाकी सब खाली छोड़ें',
  },
  refusals: {
    'which-tasks': () => 'कौन से काम? उनके नंबर लिखें। जैसे: /bulk 42 43 45-47 assign @meera',
    'not-task-numbers': ({ given }) => `“${given}” किसी काम का नंबर नहीं है। जैसे: /bulk 42 43 45-47 assign @meera`,
    'too-many-tasks': ({ count, limit }) =>
      `ये ${count} काम हैं; एक बार में ${limit} बदले जा सकते हैं। कुछ-कुछ करके बदलें, जैसे: /bulk 42-60 due Friday`,
    'nothing-to-change': () =>
      'इनका क्या करना है? असिस्टेंट, समय, काम की तरह या प्राथमिकता बताएँ, या रद्द करें। जैसे: /bulk 42 43 due Friday 5pm',
    'cancel-or-change': () => 'या तो रद्द करें या बदलें, दोनों नहीं। जैसे: /bulk 42 43 cancel The client has left',
  },
}

import type { bulkWords as english } from '#src/features/bulk/words/en/bulk-tables.ts'

export const bulkWords: typeof english = {
  commands: {
    bulk: {
      name: 'एकसाथ',
      summary: 'कई टास्क एक साथ बदलें: किसे, कब तक, किस तरह का काम, प्राथमिकता, रद्द',
      example: '/bulk 42 43 45-47 assign @meera due शुक्रवार शाम 5 बजे',
    },
  },
  options: {
    numbers: { name: 'नंबर', summary: 'कौन से टास्क, नंबर से: 42 43 45-47' },
    cancel: { name: 'रद्द', summary: 'उन्हें रद्द करें; कारण लिखें' },
  },
  forms: { bulk: { title: 'कई टास्क बदलें', submit: 'बदलें' } },
  fields: {
    bulkTasks: 'कौन से टास्क',
    bulkOthers: 'और टास्क, नंबर से',
    bulkOthersHint: 'जैसे 42 43 45-47',
    bulkCancel: 'या रद्द करें: क्यों?',
    bulkCancelHint: 'केवल तब, जब रद्द करना हो; बाकी सब खाली छोड़ें',
  },
  refusals: {
    'which-tasks': () => 'कौन से टास्क? उनके नंबर लिखें। जैसे: /bulk 42 43 45-47 assign @meera',
    'not-task-numbers': ({ given }) => `“${given}” किसी टास्क का नंबर नहीं है। जैसे: /bulk 42 43 45-47 assign @meera`,
    'too-many-tasks': ({ count, limit }) =>
      `ये ${count} टास्क हैं; एक बार में ${limit} बदले जा सकते हैं। कुछ-कुछ करके बदलें, जैसे: /bulk 42-60 due शुक्रवार`,
    'nothing-to-change': () =>
      'इनका क्या करना है? असिस्टेंट, समय, काम या प्राथमिकता बताएँ, या रद्द करें। जैसे: /bulk 42 43 due शुक्रवार शाम 5 बजे',
    'cancel-or-change': () => 'या तो रद्द करें या बदलें, दोनों नहीं। जैसे: /bulk 42 43 cancel क्लाइंट अब नहीं हैं',
  },
}

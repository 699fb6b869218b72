import type { leavingWords as english } from '#src/features/leaving/words/en/leaving-tables.ts'

export const leavingWords: typeof english = {
  commands: {
    'agency export': { name: 'निर्यात', summary: 'इस एजेंसी का सब कुछ एक फ़ाइल में, owner के लिए', example: '/agency export' },
    'agency delete': { name: 'मिटाएँ', summary: 'यह एजेंसी और इसका सब कुछ हटाएँ, owner के लिए', example: '/agency delete' },
  },
  forms: { 'delete-agency': { title: 'एजेंसी हटाएँ', submit: 'हटाएँ' } },
  refusals: {
    'not-the-name': ({ given, name }) => `“${given}” इस एजेंसी का नाम नहीं है। हटाने के लिए लिखें: ${name}`,
    'agency-ends-already': () => 'यह पहले से हटने वाली है। कब हटेगी देखने या रोकने के लिए: /agency delete',
    'agency-does-not-end': () => 'यह हटने वाली नहीं है: रोकने के लिए कुछ नहीं है। देखें: /agency delete',
    'no-export-address': () =>
      'इस बॉट का कोई सार्वजनिक पता नहीं है जहाँ से फ़ाइल डाउनलोड हो सके। जो इसे चलाते हैं, वे फ़ाइल यूँ बनाएँ: sahayak export',
  },
}

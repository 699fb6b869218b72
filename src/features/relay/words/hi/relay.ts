import type { relay as en } from '../en/relay.ts'

export const relay: typeof en = {
  file: (name, place) => `${name} ${place} पर है`,
  leftBehind: {
    'too-big': (name) => `${name} दूसरी तरफ़ नहीं पहुँची: यह 10 MB से बड़ी है। इसके बजाय उसका लिंक भेजें।`,
    'too-many': (name) => `${name} दूसरी तरफ़ नहीं पहुँची: एक मैसेज में दस फ़ाइलें और कुल 20 MB जा सकती हैं। इसे अलग मैसेज में भेजें।`,
    barred: (name) => `${name} दूसरी तरफ़ नहीं पहुँची: मैं इसे वहाँ नहीं खोल सकता। इसे अपने डिवाइस से भेजें।`,
    gone: (name) => `${name} दूसरी तरफ़ नहीं पहुँची: यह अब वहाँ नहीं है। इसे फिर से भेजें।`,
  },
  wordsArrived: 'आपके मैसेज का बाकी सब पहुँच गया।',
  notArrived: (number) => `आपका मैसेज दूसरी तरफ़ नहीं पहुँचा। /talk ${number} बताता है कि क्या नहीं पहुँचा, और उसे फिर से भेजता है।`,
  check: {
    ask: 'क्या सब संदेश पहुँचे?',
    requester: 'क्लाइंट की तरफ़ से',
    assistant: 'असिस्टेंट की तरफ़ से',
    count: (messages, files) => `${messages} मैसेज, ${files} ${files === 1 ? 'फ़ाइल' : 'फ़ाइलें'}`,
    all: 'सब कुछ दूसरी तरफ़ पहुँच गया है।',
    missing: (count) => `${count} मैसेज दूसरी तरफ़ नहीं ${count === 1 ? 'है' : 'हैं'}।`,
    why: {
      'nobody-there': 'किसी के टास्क लेने का इंतज़ार है',
      'on-its-way': 'रास्ते में है',
      failed: 'भेजा नहीं जा सका',
      files: 'शब्द पहुँच गए, सब फ़ाइलें नहीं',
    },
    held: (count) =>
      `${count} मैसेज रोक ${count === 1 ? 'लिया गया है' : 'लिए गए हैं'}, क्योंकि उसमें कुछ गोपनीय लगता है: लिखने वाले से पूछा गया है कि क्या करना है।`,
    more: (count) => `और ${count} अन्य`,
    sendAgain: 'फिर से भेजें',
  },
  reply: {
    button: 'जवाब दें',
    field: 'आप क्या कहना चाहते हैं?',
    sent: (number) => `#${number} पर आपकी बात भेजी गई`,
    waits: (number) => `जो #${number} लेगा, उसके लिए रख ली गई`,
    note: (number) => `#${number} पर आपका नोट सिर्फ़ असिस्टेंट और मैनेजर देखेंगे`,
  },
  sticker: (name, place) => `एक स्टिकर, “${name}”, ${place} पर है`,
  poll: (question, place) => `${place} पर एक पोल है: “${question}”`,
  voice: (place) => `एक वॉइस मैसेज ${place} पर है`,
  forwarded: (text) => `आगे भेजा गया: ${text}`,
}

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
  sticker: (name, place) => `एक स्टिकर, “${name}”, ${place} पर है`,
  poll: (question, place) => `${place} पर एक पोल है: “${question}”`,
  voice: (place) => `एक वॉइस मैसेज ${place} पर है`,
  forwarded: (text) => `आगे भेजा गया: ${text}`,
}

import type { Words } from '#src/words/words.ts'

export const leaving: Words['leaving'] = {
  holds: 'इसमें है',
  holdings: ({ tasks, people, clients, posts, messages, files }) =>
    `${tasks} टास्क, ${people} लोग, ${clients} क्लाइंट, ${posts} पोस्ट, ${messages} संदेश, ${files} फ़ाइलें`,
  exportTitle: 'इस एजेंसी का सब कुछ, एक फ़ाइल में',
  exportAsk:
    'एक tar फ़ाइल: हर तरह की चीज़ के लिए JSON पंक्तियों का एक फ़ोल्डर, इतिहास के साथ, और रखी हुई सभी फ़ाइलें। अंदरूनी टिप्पणियाँ और क्लाइंट की लिखी बातें भी इसमें हैं। log चैनल को बताया जाएगा कि आपने यह माँगा है।',
  makeExport: 'फ़ाइल बनाएँ',
  exportMade: 'फ़ाइल डाउनलोड के लिए तैयार है',
  exportHow: 'यह डाउनलोड के समय बनती है, जैसी चीज़ें तब होंगी।',
  exportUntil: (when) => `जिसके पास यह पता हो, वह ${when} तक सब कुछ पढ़ सकता है। इसे किसी को न दें।`,
  download: 'डाउनलोड करें',
  deleteTitle: (name) => `${name} और इसका सब कुछ हटाएँ`,
  deleteAsk:
    'पुष्टि के एक दिन बाद सब कुछ हट जाता है: लोग, क्लाइंट, टास्क और उनका इतिहास, पोस्ट, फ़ाइलें, सेटिंग। तब तक कोई भी owner इसे रोक सकता है। स्लैक और डिस्कॉर्ड में लिखे संदेश वहीं रहते हैं: वे आपके हैं।',
  exportFirst: 'पहले फ़ाइल बनाएँ',
  deleteIt: 'हटाएँ…',
  deleteIntro: 'एक दिन बाद सब कुछ हट जाएगा, और कोई उसे वापस नहीं ला सकेगा।',
  typeName: (name) => `नाम लिखें: ${name}`,
  ending: (name, when) => `${name} ${when} को हट जाएगी`,
  endingHow: 'तब तक सब कुछ पहले जैसा चलता है, और कोई भी owner इसे रोक सकता है।',
  keep: 'एजेंसी रखें',
  kept: (name) => `${name} बनी रहेगी`,
  news: {
    exported: (who, when) => `${who} ने इस एजेंसी का सब कुछ एक फ़ाइल में माँगा, ${when}`,
    ending: (who, when) => `${who} इस एजेंसी को हटाना चाहते हैं: यह ${when} को हट जाएगी`,
    kept: (who) => `${who} ने रोक दिया: यह एजेंसी बनी रहेगी`,
  },
  newsEnding: 'तब तक कोई भी owner इसे रोक सकता है: /agency delete',
}

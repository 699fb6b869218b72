import type { Words } from '#src/words/words.ts'

export const targets: Words['targets'] = {
  title: 'लक्ष्य',
  none: 'अभी कोई लक्ष्य नहीं है। मैनेजर उसे यूँ तय करते हैं: /agency target "Acme Textiles" urgent respond 1h done 8h',
  all: 'बाकी सभी प्राथमिकताएँ',
  line: (client, priority) => `${client}: ${priority}`,
  respond: (time) => `जवाब: ${time}`,
  done: (time) => `काम पूरा: ${time}`,
  counted: 'गिनती उसके काम के समय में होती है जिसका इंतज़ार है। हटाने के लिए समय की जगह none लिखें।',
  fact: 'लक्ष्य',
  set: (client, priority) => `${client} का लक्ष्य, ${priority}`,
  removed: (client, priority) => `${client} का अब कोई लक्ष्य नहीं, ${priority}`,
}

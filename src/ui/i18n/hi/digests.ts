import type { Words } from '../words.ts'

export const digests: Words['digests'] = {
  title: (day) => `आपका दिन: ${day}`,
  nothing: 'अभी आपके लिए कुछ नहीं है।',
  sections: {
    waitsForYou: 'आपका इंतज़ार है',
    finished: 'पिछले सार के बाद पूरे हुए',
    due: 'जल्द पूरे होने हैं',
    late: 'देर',
    today: 'आज, क्रम से',
    waiting: 'क्लाइंट का इंतज़ार',
    pool: 'खुले टास्क में नए',
    unclaimed: 'किसी ने नहीं लिया',
    load: 'किसके पास कितना',
    offered: 'आपको सौंपे गए',
  },
  count: (label, n) => `${label} (${n})`,
  loadLine: (name, inHand, capacity) => `${name}: ${capacity} में से ${inHand}`,
  response: (answered, median) => `पिछले हफ़्ते ${answered} प्रस्तावों के जवाब आए, आधे ${median} के अंदर`,
  heldBy: (assistant) => `${assistant} के पास`,
  unclaimed: 'किसी ने नहीं लिया',
  waitsForAnswer: 'जवाब का इंतज़ार',
  dueBy: 'कब तक: ',
  on: (times, days, zone) => `आपका सार ${times} पर आता है, ${days} (${zone})`,
  nextThree: (words) => `अगले तीन: ${words.join('; ')}।`,
  rules:
    'घड़ी बदलने पर: जो समय होता ही नहीं, वह आगे खिसकता है; जो दो बार होता है, वह एक ही बार गिना जाता है। बॉट बंद रहा हो तो सार देर से आता है, 6 घंटे के अंदर; उसके बाद अगले की बारी।',
  off: 'आपका सार बंद है',
  offNext: 'फिर से चालू करें: /digest on 9:00 weekdays',
}

export const telling: Words['telling'] = {
  givenUp: (who) => `${who} तक एक संदेश नहीं पहुँच सका`,
  givenUpWhy: (why, attempts) => `${why} (${attempts} बार कोशिश की)`,
  room: 'एक चैनल',
  workingOnIt: 'काम चल रहा है…',
  fault: 'मेरी ओर से कुछ गड़बड़ हो गई',
  faultBody: (reference) => `कुछ भी बदला नहीं गया; फिर से कोशिश करें। फिर भी न हो तो अपने मैनेजर को यह संदर्भ बताएँ: ${reference}`,
  notUnderstood: 'मैं यह समझ नहीं पाया',
  notUnderstoodBody: 'हो सकता है यह बटन या फ़ॉर्म पुराना हो। कमांड फिर से लिखें; /help बताता है कि क्या-क्या है।',
  no: 'यह नहीं हो सका',
  done: 'हो गया',
}

import type { Words } from '../words.ts'

export const digests: Words['digests'] = {
  title: (day) => `आपका दिन: ${day}`,
  nothing: 'अभी आपके लिए कुछ नहीं है।',
  sections: {
    waitsForYou: 'आपके इंतज़ार में',
    finished: 'पिछले सारांश के बाद पूरे हुए',
    due: 'जल्द पूरे करने हैं',
    late: 'जिनमें देर हो गई',
    today: 'आज, क्रम से',
    waiting: 'क्लाइंट का इंतज़ार',
    pool: 'लेने के लिए खुले',
    unclaimed: 'किसी ने नहीं लिया',
    load: 'किसके पास कितना',
    offered: 'आपको सौंपे गए',
  },
  count: (label, n) => `${label} (${n})`,
  loadLine: (name, inHand, capacity) => `${name}: ${capacity} में से ${inHand}`,
  response: (answered, median, target) =>
    `पिछले हफ़्ते ${answered} प्रस्तावों के जवाब आए, आम तौर पर ${median} के अंदर। लक्ष्य: काम के ${target} घंटे।`,
  dueBy: 'कब तक: ',
  on: (times, days, zone) => `आपका सारांश ${days} ${times} बजे आता है (${zone})`,
  nextThree: (words) => `अगले तीन: ${words.join('; ')}।`,
  rules:
    'घड़ी बदलने पर: जो समय उस दिन आता ही नहीं, उसकी जगह सारांश थोड़ा बाद में आता है; जो समय दो बार आता है, उस पर एक ही बार। बॉट बंद रहा हो तो 6 घंटे के अंदर देर से आता है; उसके बाद अगले की बारी।',
  off: 'आपका सारांश बंद है',
  offNext: 'फिर से चालू करें: /digest on 9:00 weekdays',
}

export const telling: Words['telling'] = {
  givenUp: (who) => `${who} तक एक संदेश नहीं पहुँच सका`,
  givenUpWhy: (why, attempts) => `${why} (${attempts} बार कोशिश की)`,
  untellable: {
    'tried-for-a-day': 'दिन भर कोशिश की गई।',
    'cannot-be-written-to': 'उन्हें संदेश नहीं भेजा जा सकता: वे डायरेक्ट मैसेज नहीं लेते, या जा चुके हैं।',
    'no-account-here': 'जुड़े हुए किसी प्लेटफ़ॉर्म पर उनका खाता नहीं है।',
    'no-manager': 'न लॉग का चैनल है, न कोई मैनेजर।',
  },
  platformSays: (what) => `प्लेटफ़ॉर्म कहता है: ${what}`,
  room: 'एक चैनल',
  workingOnIt: 'काम चल रहा है…',
  fault: 'मेरी ओर से कुछ गड़बड़ हो गई',
  faultBody: (reference) => `कुछ भी बदला नहीं गया; फिर से कोशिश करें। फिर भी न हो तो अपने मैनेजर को यह संदर्भ बताएँ: ${reference}`,
  notUnderstood: 'मैं यह समझ नहीं पाया',
  notUnderstoodBody: 'हो सकता है यह बटन या फ़ॉर्म पुराना हो। कमांड फिर से लिखें; /help बताता है कि क्या-क्या है।',
  no: 'यह नहीं हो सका',
}

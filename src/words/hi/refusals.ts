import { sizeInWords } from '#src/kernel/size.ts'
import type { Words } from '#src/words/words.ts'
import { calendars } from '#src/features/calendars/words/hi/calendars.ts'
import { listOf, roleNames } from './names.ts'
import { tasksOf } from '#src/features/people/words/hi/removed.ts'
import { socialRefusals } from '#src/features/social/words/hi/social-lists.ts'
import { bulkWords } from '#src/features/bulk/words/hi/bulk-tables.ts'
import { leavingWords } from '#src/features/leaving/words/hi/leaving-tables.ts'
import { repeatWords } from '#src/features/repeats/words/hi/repeats-tables.ts'
import { ruleWords } from '#src/features/rules/words/hi/rules-tables.ts'
import { mostHours, mostReviewDays, type SettingName } from '#src/kernel/setting.ts'

const whenNot: Words['statusNames'] = {
  assigned: 'यह अपने सहायक की स्वीकृति के इंतज़ार में है',
  open: 'इसे अभी किसी ने नहीं लिया',
  claimed: 'यह लिया गया है, पर शुरू नहीं हुआ',
  'in-progress': 'इस पर काम चल रहा है',
  waiting: 'यह जवाब के इंतज़ार में है',
  'in-review': 'इसका नतीजा जाँच के इंतज़ार में है',
  done: 'यह पूरा हो चुका है',
  cancelled: 'यह रद्द हो चुका है',
}

/** बहुत हों तो कुछ ही। */
const some = (names: string[]) => [...names.slice(0, 10), ...(names.length > 10 ? ['…'] : [])].join(', ')

const near = (names: string[]) => (names.length ? ` क्या आपका मतलब ${listOf(names, 'or')} था?` : '')
const count = (n: number) => n.toLocaleString('en-IN')

const settingSaid: Record<SettingName, [what: string, example: string]> = {
  zone: ['समय क्षेत्र', 'zone New York'],
  language: ['भाषा का नाम', 'language hi'],
  response: [`काम के 1 से ${mostHours} तक पूरे घंटों का समय`, 'respond 4h'],
  lease: [`काम के 1 से ${mostHours} तक पूरे घंटों का समय`, 'lease 8h'],
  review: [`1 से ${mostReviewDays} तक दिनों का समय`, 'review 3 days'],
}

export const refusals: Words['refusals'] = {
  stranger: () => 'आप अभी इस एजेंसी में नहीं हैं। मालिक से कहें कि वे लिखें: /agency role @आप client',
  'place-unknown': () =>
    'यह वर्कस्पेस या सर्वर अभी किसी एजेंसी का नहीं है। लॉग में छपे कोड से शुरू करें (/agency setup CODE), या /agency connect CODE से किसी एजेंसी से जोड़ें।',
  'not-yours-to-do': ({ needs }) =>
    `यह करना यहाँ आपके अधिकार में नहीं है।${
      needs.length
        ? ` इनसे कहें: ${listOf(
            needs.map((role) => roleNames[role]),
            'or',
          )}।`
        : ''
    }`,
  'not-your-client': ({ client }) => `आप ${client} के सदस्य नहीं हैं। मैनेजर से कहें कि वे लिखें: /agency role @आप client ${client}`,
  'not-your-task': ({ number }) => `#${number} आपका टास्क नहीं है। आपके टास्क /tasks में हैं।`,
  'held-gone': () => 'वह अब मेरे पास नहीं है, या उसका फ़ैसला किसी और को करना है। उसे गोपनीय हिस्से के बिना फिर से लिखें।',
  'no-such-task': ({ number }) => `#${number} नंबर का कोई टास्क नहीं है। जो आप देख सकते हैं, वे /tasks में हैं।`,
  'already-taken': ({ number, assistant }) =>
    `#${number} लिया जा चुका है: ${assistant} के पास है। जो अब भी खुले हैं, वे /claim में हैं।`,
  'not-now': ({ number, status }) => `#${number} के साथ अभी यह नहीं हो सकता: ${whenNot[status]}। देखें: /task ${number}`,
  'hands-full': ({ inHand, capacity }) =>
    `आपकी सीमा पूरी हो चुकी है: ${capacity} में से ${inHand} टास्क आपके पास हैं। कोई पूरा करें या छोड़ें, या सीमा बढ़ाएँ: /profile capacity ${capacity + 1}`,
  'duty-not-theirs': ({ assistant, duty }) =>
    `${assistant} ${duty} का काम नहीं करते। नाम न लिखें तो यह सही व्यक्ति तक जाएगा।`,
  'does-not-serve': ({ assistant, client }) =>
    `${assistant} ${client} का काम नहीं करते। नाम न लिखें तो यह सही व्यक्ति तक जाएगा।`,
  'assistant-away': ({ assistant, until }) => `${assistant} ${until} तक छुट्टी पर हैं। नाम न लिखें तो यह किसी और तक जाएगा।`,
  'assistant-full': ({ assistant, inHand, capacity }) =>
    `${assistant} की सीमा पूरी हो चुकी है (${capacity} में से ${inHand} टास्क)। नाम न लिखें तो यह किसी खाली व्यक्ति तक जाएगा।`,
  'not-an-assistant': ({ name }) =>
    `${name} यहाँ सहायक नहीं हैं। किसी और का नाम लिखें, या मालिक से कहें कि वे लिखें: /agency role @कोई assistant`,
  'already-theirs': ({ number, assistant }) => `#${number} पहले से ${assistant} के पास है।`,
  'nothing-to-delegate': () => 'क्या करना है? जैसे: /delegate पुणे की फ़्लाइट बुक करें #travel शुक्रवार शाम 5 बजे तक',
  'brief-too-long': ({ length, limit }) =>
    `यह ${count(length)} अक्षर हैं; विवरण में ${count(limit)} आते हैं। छोटा करें, या बाकी फ़ाइल में रखें।`,
  'unknown-duty': ({ given, near: names, known }) =>
    `“${given}” नाम का कोई काम नहीं है।${near(names.map((name) => `#${name}`))} ये हैं: ${known.map((duty) => `#${duty}`).join(' ')}`,
  'unknown-priority': ({ given }) => `“${given}” कोई प्राथमिकता नहीं है। ये हैं: !low !normal !high !urgent`,
  'time-not-understood': ({ given, why }) => {
    if (why === 'no-such-day') return `“${given}” जैसा कोई दिन नहीं है। कब? जैसे: कल शाम 5 बजे`
    if (why === 'no-such-time') return `“${given}” जैसा कोई समय नहीं होता। कब? जैसे: कल शाम 5 बजे`
    if (why === 'no-time-of-day') return `“${given}” में समय नहीं लिखा है। कितने बजे? जैसे: शुक्रवार शाम 5 बजे`
    if (why === 'repeats') return `“${given}” बार-बार आता है, यहाँ एक ही समय चाहिए। कब? जैसे: शुक्रवार शाम 5 बजे`
    return `“${given}” से समय समझ नहीं आया। कब? ऐसे लिखें: कल शाम 5 बजे, शुक्रवार, 2 दिन में`
  },
  'time-past': ({ given, when }) =>
    `“${given}”${when === undefined ? '' : ` (${when})`} बीत चुका है। असल में कब तक चाहिए? जैसे: कल शाम 5 बजे`,
  'time-ambiguous': ({ given, options }) =>
    `“${given}” का मतलब ${options.join(' या ')} हो सकता है। कौन सा? पूरा लिखें, जैसे: 12 मार्च शाम 5 बजे`,
  'time-unread': ({ given }) => `“${given}” पढ़ा नहीं जा सका। कब तक चाहिए? जैसे: कल शाम 5 बजे, शुक्रवार, 31 मार्च`,
  'which-time': ({ given, other }) =>
    `आपने “${given}” और “${other}” दोनों लिखे हैं। पूरा काम कब तक चाहिए? एक समय लिखें, जैसे: शुक्रवार शाम 5 बजे`,
  'nothing-changed': ({ number }) =>
    `#${number} में कुछ नहीं बदला। बताएँ कि क्या बदलना है, जैसे /task ${number} edit priority high।`,
  'reply-needed': ({ number }) =>
    `कृपया लिखें कि क्या कहना है: /reply ${number === '' ? '42' : number} खिड़की वाली सीट, कृपया।`,
  'note-needed': () => 'कृपया टिप्पणी लिखें: एक वाक्य काफ़ी है, जैसे /task 42 note नीला फ़ोल्डर।',
  'reason-needed': () => 'कृपया एक वाक्य में बताएँ कि क्यों: आगे जो पढ़ेगा, वह जानना चाहेगा।',
  'question-needed': () => 'आप क्या पूछना चाहते हैं?',
  'answer-needed': () => 'जवाब क्या है?',
  'result-needed': () => 'आपने क्या किया? एक वाक्य लिखें, या https:// से शुरू होने वाला लिंक दें।',
  'link-not-understood': ({ given }) =>
    `“${given}” लिंक नहीं लगता: लिंक https:// से शुरू होता है। जो लिंक नहीं है, उसे शब्दों में लिखें।`,
  'file-too-big': ({ name, most }) =>
    `${name} ${sizeInWords(most)} से बड़ी है, और स्लैक और डिस्कॉर्ड दोनों इतनी ही फ़ाइल लेते हैं। उसे कहीं और रखकर उसका पता दें, जैसे https://drive.example.com/film.mp4`,
  'files-too-big': ({ size, most }) =>
    `ये फ़ाइलें मिलकर ${sizeInWords(size)} हैं, और एक पोस्ट में ${sizeInWords(most)} आती हैं। एक निकालें, या उसका पता दें, जैसे https://drive.example.com/film.mp4`,
  'file-barred': ({ name }) =>
    `${name} जहाँ है, वहाँ मैं उसे खोल नहीं सकता। मुझे उस चैनल में बुलाकर फ़ॉर्म फिर भेजें, या उसे हटाकर अपने फ़ोन या कंप्यूटर से चुनें।`,
  interrupted: ({ asked }) =>
    `यह हो पाने से पहले ही काम रुक गया, इसलिए कुछ नहीं हुआ। कृपया इसे फिर से भेजें${asked ? `: ${asked}` : '।'}`,
  'file-gone': ({ name }) => `${name} अब वहाँ नहीं है। उसे हटा दें, या अपने फ़ोन या कंप्यूटर से फिर चुनें।`,
  'file-unreachable': ({ name }) => `${name} अभी कॉपी नहीं हो सकी। कृपया फ़ॉर्म फिर भेजें।`,
  'no-such-file': ({ given }) =>
    `“${given}” नाम की आपकी कोई फ़ाइल मेरे पास नहीं है। फ़ॉर्म में फ़ाइल चुनें, या उसका पता दें, जैसे https://drive.example.com/film.mp4`,
  'text-too-long': ({ length, limit }) => `यह ${count(length)} अक्षर हैं, और जगह ${count(limit)} की है। कृपया छोटा करें।`,
  'too-many-options': ({ given }) => `एक सवाल के साथ ज़्यादा से ज़्यादा चार जवाब आते हैं; ये ${given} थे।`,
  'option-gone': () => 'यह जवाब अब विकल्पों में नहीं है।',
  'stars-one-to-five': () => 'रेटिंग एक से पाँच सितारों की होती है।',
  'reopen-too-late': ({ number, days }) =>
    `#${number} को पूरे हुए ${days} दिन से ज़्यादा हो गए। नया टास्क सौंपें, और उसमें #${number} लिखें।`,
  'which-client': ({ known }) => `किस क्लाइंट के लिए? इनमें से एक जोड़ें: ${some(known.map((name) => `client:"${name}"`))}`,
  'no-client-yet': () => 'अभी कोई क्लाइंट नहीं है। मैनेजर जोड़ सकते हैं: /agency client add Acme Textiles',
  'no-such-client': ({ given, near: names, known }) =>
    `“${given}” नाम का ऐसा कोई क्लाइंट नहीं है जिसका नाम आप ले सकें।${near(names)}${known.length ? ` ये हैं: ${some(known)}` : ''}`,
  'client-exists': ({ name }) =>
    `${name} नाम का क्लाइंट पहले से है। बताएँ कि उनकी ओर से कौन बोलेगा: /agency role @कोई client ${name}`,
  'no-such-person': ({ given, near: names }) =>
    `“${given}” कौन हैं, यह समझ नहीं आया।${near(names)} उन्हें मेंशन करें, या पहला या पूरा नाम लिखें: @meera`,
  'unknown-role': ({ given, removing }) =>
    `“${given}” कोई भूमिका नहीं है। ये हैं: owner, manager, client, assistant। जैसे: /agency ${removing ? 'remove' : 'role'} @meera assistant`,
  'role-not-held': ({ name, role, client }) => {
    const what = role === null ? 'के पास यहाँ कोई भूमिका नहीं है' : `यहाँ ${roleNames[role]} नहीं हैं`
    return `${name} ${client === null ? what : `${client} की ओर से नहीं बोलते`}। कौन क्या है, यह /agency people बताता है।`
  },
  'last-owner': ({ name }) =>
    `${name} अकेले मालिक हैं, और एजेंसी को एक मालिक चाहिए। पहले किसी और को मालिक बनाएँ: /agency role @कोई owner`,
  'holds-tasks': ({ name, numbers, more }) =>
    `${name} के पास अभी ये टास्क हैं: ${tasksOf(numbers, more)}। पहले इन्हें किसी और को सौंपें: /task ${numbers[0] ?? ''}`,
  'zone-not-understood': ({ given, near: names }) =>
    `“${given}” नाम का समय क्षेत्र नहीं मिला।${near(names)} जैसे: /profile zone Asia/Kolkata`,
  'setting-not-understood': ({ of, setting, given, near: names }) => {
    const command = of === 'client' ? '/agency client edit "Acme Textiles"' : '/agency settings'
    const [what, example] = settingSaid[setting]
    return `“${given}” से ${what} समझ नहीं आया।${near(names)} जैसे: ${command} ${example}`
  },
  'hours-not-understood': ({ given }) =>
    `“${given}” से काम का समय समझ नहीं आया। जैसे: /profile hours Mon-Fri 9:00-18:00, Sat 10-14`,
  'language-not-known': ({ given }) => `मुझे “${given}” अभी नहीं आती। अंग्रेज़ी (en) और हिन्दी (hi) हैं: /profile language hi`,
  'capacity-not-understood': ({ given }) => `“${given}” 1 से 50 तक की संख्या नहीं है। जैसे: /profile capacity 5`,
  'days-not-understood': ({ given }) =>
    `“${given}” से दिन समझ नहीं आए। जैसे: /profile away 24 Dec to 2 Jan, या /profile away none`,
  'purpose-not-known': ({ given }) =>
    `चैनल का उपयोग “${given}” नहीं हो सकता। ये हैं: board, digest, log। जैसे: /agency room board`,
  'not-a-room': () => 'यह डायरेक्ट मैसेज है। जिस चैनल को चुनना है, उसी में लिखें: /agency room board',
  'schedule-not-understood': ({ given }) => `“${given}” से समय समझ नहीं आया। जैसे: /digest on 8:30 weekdays`,
  'work-time-not-understood': ({ given }) =>
    `“${given}” से काम का समय समझ नहीं आया। जैसे: /agency target acme urgent respond 1h done 8h`,
  'report-period-not-known': ({ given }) =>
    `“${given}” की रिपोर्ट नहीं बनती। ये हैं: week, month, last-week, last-month। जैसे: /report last-month`,
  'grouping-not-known': ({ given }) =>
    `“${given}” के हिसाब से रिपोर्ट नहीं बनती। ये हैं: client, assistant, duty। जैसे: /report week by duty`,
  'report-not-understood': ({ given }) =>
    `“${given}” न तो ऐसा क्लाइंट है जिसका नाम आप ले सकें, न कोई अवधि (week, month, last-week, last-month)। जैसे: /report last-month by assistant`,
  'holidays-not-understood': ({ given }) =>
    `छुट्टी के दिन सारांश का “${given}” नहीं हो सकता। ये हैं: move, skip। जैसे: /digest holidays skip`,
  'weekly-not-understood': ({ given }) => `“${given}” से एक दिन और एक समय समझ नहीं आया। जैसे: /digest weekly monday 9:00`,
  'no-digest-room': () =>
    'इस चैनल को अभी सारांश के लिए नहीं चुना गया है। पहले इसे चुनें, फिर कमांड दोबारा लिखें: /agency room digest',
  'nobody-to-assign': () => 'इनका काम कौन करेगा? जैसे: /agency assign "Acme Textiles" travel @meera @arjun',
  'remind-what': () => 'क्या याद दिलाना है? जैसे: शुक्रवार को बैंक को फोन करना',
  'remind-when': ({ given }) => `कब याद दिलाऊँ? “${given}” में कोई समय नहीं मिला। जैसे: कल सुबह 9 बजे, शुक्रवार, 2 घंटे में`,
  'remind-once': () => 'रिमाइंडर एक ही बार आता है। एक समय बताएँ, और आने पर आगे खिसकाएँ। जैसे: कल सुबह 9 बजे, शुक्रवार, 2 घंटे में',
  'remind-over': ({ number, status }) =>
    `#${number} की याद दिलाने की ज़रूरत नहीं: ${whenNot[status]}। संख्या न लिखें तो मैं फिर भी याद दिला दूँगा।`,
  'too-many-reminders': ({ limit }) => `आपके ${limit} रिमाइंडर पहले से हैं। पहले कुछ रद्द करें: /reminders`,
  'no-such-reminder': () => 'वह रिमाइंडर अब नहीं है। आपके रिमाइंडर /reminders में हैं।',
  'snooze-over': ({ number }) => `#${number} आगे बढ़ चुका है: अब याद दिलाने को कुछ नहीं। देखें: /task ${number}`,
  'snooze-too-late': ({ number, when }) =>
    `#${number} उससे पहले अपने आप आगे बढ़ जाएगा: ${when}। उससे पहले का समय चुनें, जैसे: 15 मिनट में`,
  'no-public-address': () =>
    'अभी मुझ तक बाहर से नहीं पहुँचा जा सकता, इसलिए कोई पता नहीं है। जो मुझे चलाते हैं, वे PUBLIC_URL तय करें, जैसे https://bot.example.com',
  'no-such-feed': () => 'वह कैलेंडर आपका नहीं है। आपका: /calendar feed',
  'calendar-address': ({ given, why }) =>
    `“${given}” पढ़ा नहीं जा सकता: ${calendars.why[why]}। उदाहरण: /calendar holidays add https://example.com/holidays.ics`,
  'calendar-there': () => 'वह कैलेंडर पहले से है। देखें: /calendar holidays list',
  'too-many-calendars': ({ most }) => `पहले से ${most} कैलेंडर हैं। पहले एक हटाएँ: /calendar holidays remove 1`,
  'no-such-holidays': ({ given }) => `${given} क्रमांक का कोई कैलेंडर नहीं है। क्रमांक देखें: /calendar holidays list`,
  ...bulkWords.refusals,
  ...leavingWords.refusals,
  ...ruleWords.refusals,
  ...repeatWords.refusals,
  'code-unknown': () => 'यह कोड मैंने नहीं दिया। एक-एक अक्षर जाँचें: कोड ABCD-EFGH जैसा दिखता है।',
  'code-expired': () =>
    'इस कोड का समय निकल गया: कोड 15 मिनट चलता है। नए कोड के लिए वहाँ, जहाँ आपको पहचाना जाता है, /agency connect या /profile link लिखें; शुरुआती कोड लॉग में छपता है।',
  'code-used': () =>
    'यह कोड इस्तेमाल हो चुका है: हर कोड एक ही बार चलता है। नए कोड के लिए वहाँ, जहाँ आपको पहचाना जाता है, /agency connect या /profile link लिखें।',
  'code-other-purpose': () =>
    'यह कोड किसी और काम का है। /agency connect वर्कस्पेस या सर्वर जोड़ता है, /profile link आपका अपना खाता।',
  'already-set-up': () => 'यह वर्कस्पेस या सर्वर पहले से एक एजेंसी का है। उसमें आप कौन हैं, यह /profile बताता है।',
  'place-taken': () => 'यह वर्कस्पेस या सर्वर पहले से एक एजेंसी का है।',
  'identity-taken': () => 'यह खाता पहले से एजेंसी में किसी का है। यहाँ आप कौन हैं, यह /profile बताता है।',
  'unknown-command': ({ given, near: names }) =>
    `“/${given}” नाम का कोई कमांड नहीं है।${near(names.map((name) => `/${name}`))} क्या-क्या है, यह /help बताता है।`,
  missing: ({ option, command }) => `“${option}” नहीं लिखा। जैसे: ${command}`,
  'too-many-words': ({ rest, command }) => `“${rest}” किसलिए है, समझ नहीं आया। जैसे: ${command}`,
  'not-understood': () => 'मैं यह समझ नहीं पाया। मैं क्या कर सकता हूँ, यह /help बताता है।',
  ...socialRefusals,
}

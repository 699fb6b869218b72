import type { Words } from '../words.ts'

const count = (n: number) => n.toLocaleString('en')

export const networkNames: Words['networkNames'] = {
  instagram: 'इंस्टाग्राम',
  x: 'एक्स',
  linkedin: 'लिंक्डइन',
  facebook: 'फ़ेसबुक',
  youtube: 'यूट्यूब',
  threads: 'थ्रेड्स',
  blog: 'ब्लॉग',
}

export const postStatusNames: Words['postStatusNames'] = {
  idea: 'विचार',
  draft: 'मसौदा',
  approval: 'मंज़ूरी बाकी',
  approved: 'मंज़ूर',
  due: 'समय हो गया',
  posted: 'पोस्ट हुई',
  missed: 'छूट गई',
  cancelled: 'रद्द',
}

export const approvalsNames: Words['approvalsNames'] = { required: 'ज़रूरी', optional: 'वैकल्पिक', off: 'बंद' }

export const approvalsMeaning: Words['approvalsMeaning'] = {
  required: 'क्लाइंट की मंज़ूरी के बिना कुछ पोस्ट नहीं होता। बाद में कुछ भी बदला तो मंज़ूरी वापस हो जाती है।',
  optional: 'क्लाइंट मंज़ूर कर सकते हैं या लौटा सकते हैं। जो किसी ने नहीं लौटाया, वह अपने समय पर पोस्ट होता है।',
  off: 'किसी से पूछा नहीं जाता। जो तय है, वह अपने समय पर पोस्ट होता है।',
}

export const periodNames: Words['periodNames'] = { week: 'हफ़्ता', month: 'महीना' }

export const monthNames: Words['monthNames'] = [
  ...['जनवरी', 'फ़रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून'],
  ...['जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
]

export const shortcutNames: Words['shortcutNames'] = {
  'draft-post': { name: 'पोस्ट बनाएँ', summary: 'इस संदेश से सोशल मीडिया पोस्ट बनाएँ' },
}

export const social: Words['social'] = {
  heading: (number, account) => `P${number} · ${account}`,
  number: (number) => `P${number}`,
  rowDetail: (number, text, status, media) =>
    [`P${number}`, status, ...(media > 0 ? [`📎 ${media}`] : []), text].join(' · '),
  nobody: 'कोई नहीं',
  plannedFor: 'तय समय: ',
  goesOn: 'लेख आगे भी है: “लेख” दबाएँ।',
  length: (length, most) => `${count(length)} / ${count(most)} अक्षर`,
  approveNote: 'आप ठीक इन्हीं शब्दों और मीडिया को मंज़ूर करते हैं: कुछ भी बदला तो मंज़ूरी वापस हो जाती है।',
  snoozedUntil: (words) => `तब तक याद नहीं दिलाया जाएगा: ${words}`,
  snoozeNote: 'घंटे भर में पोस्ट की पुष्टि न हुई तो वैकल्पिक सहायक और मैनेजर को फिर भी बताया जाएगा।',
  approvalsSet: (client, mode) => `${client}: मंज़ूरी अब ${mode}`,

  facts: {
    when: 'कब',
    there: 'क्लाइंट का समय',
    media: 'मीडिया',
    length: 'लंबाई',
    comment: 'लौटाने की वजह',
    address: 'यहाँ पोस्ट हुई',
  },

  buttons: {
    posted: 'पोस्ट कर दी',
    page: (network) => `${network} खोलें`,
    text: 'लेख',
    files: (n) => (n === 1 ? 'फ़ाइल लें' : `${n} फ़ाइलें लें`),
    textPage: (page, pages) => `लेख, भाग ${page}/${pages}`,
    move: 'समय बदलें',
    plan: 'समय तय करें',
    show: 'देखें',
    approve: 'मंज़ूर करें',
    return: 'लौटाएँ',
    ask: 'मंज़ूरी माँगें',
    edit: 'बदलें',
    cancel: 'पोस्ट रद्द करें',
    draft: 'लिखें',
    endSlot: 'स्लॉट बंद करें',
    approveAll: (n) => (n === 1 ? 'इसे मंज़ूर करें' : `सभी ${n} मंज़ूर करें`),
    look: 'देखें और मंज़ूर करें',
    snooze: { '15': '15 मिनट बाद याद दिलाएँ', '60': '1 घंटे बाद याद दिलाएँ', morning: 'कल सुबह याद दिलाएँ' },
    previous: { week: 'पिछला हफ़्ता', month: 'पिछला महीना' },
    next: { week: 'अगला हफ़्ता', month: 'अगला महीना' },
    as: { week: 'हफ़्ते के रूप में', month: 'महीने के रूप में' },
    picture: 'महीने की तस्वीर',
  },

  filesOf: (number) => `P${number} की फ़ाइलें`,
  filesGone: (names) => `अब नहीं रखी हैं: ${names.join(', ')}। पोस्ट पूरी होने के 30 दिन बाद तक फ़ाइलें रखी जाती हैं।`,
  handOver: {
    elsewhere: 'फ़ाइलें आपके और मेरे डायरेक्ट मैसेज में हैं।',
    failed: 'फ़ाइलें अभी भेजी नहीं जा सकीं। कृपया एक मिनट में फिर दबाएँ।',
  },

  due: {
    title: (number, account) => `अभी पोस्ट करें: P${number}, ${account}`,
    standIn: (number, account) => `कृपया सँभालें और पोस्ट करें: P${number}, ${account}`,
    nobody: (number, account) => `पोस्ट करने के लिए कोई नहीं है: P${number}, ${account}`,
    again: (number, account) => `अब तक पुष्टि नहीं हुई: P${number}, ${account}`,
    overdue: (number, account) => `पोस्ट नहीं हुई: P${number}, ${account}`,
    overdueWhy: (keeper, backup) => `जिन्हें पोस्ट करनी थी: ${keeper}। जिनसे सँभालने को कहा गया: ${backup}।`,
    howTo: 'लेख कॉपी करें, पोस्ट करें, फिर “पोस्ट कर दी” दबाएँ।',
    othersAt: (time) => `नहीं तो ${time} बजे वैकल्पिक सहायक और मैनेजर को बताया जाएगा।`,
    findSomebody: 'पोस्ट करने के लिए किसी को ढूँढें, या इसका समय बदलें।',
    countsAsMissed: (time) => `${time} बजे इसे छूटी हुई माना जाएगा।`,
    snoozed: (words) => `तब तक याद नहीं दिलाया जाएगा: ${words}।`,
  },

  state: {
    idea: (author) => `${author} का विचार, समय तय नहीं`,
    draft: (author) => `मसौदा: ${author} को मंज़ूरी माँगनी है`,
    draftGoesOut: 'मसौदा, जो अपने समय पर पोस्ट होगा',
    returned: (by, author) => `${by} ने लौटाई: ${author} को बदलनी है`,
    approval: 'क्लाइंट को मंज़ूर करनी या लौटानी है',
    approvalGoesOut: 'क्लाइंट मंज़ूर कर सकते हैं या लौटा सकते हैं; अपने समय पर यह पोस्ट होगी',
    ready: (keeper) => `तैयार: ${keeper} इसे समय पर पोस्ट करेंगे`,
    approved: (by, keeper) => `${by} ने मंज़ूर की: ${keeper} इसे समय पर पोस्ट करेंगे`,
    due: (keeper) => `समय हो गया: ${keeper} को पोस्ट करनी है`,
    missed: 'छूट गई: समय पर पुष्टि नहीं हुई',
    missedUnapproved: 'छूट गई: समय पर मंज़ूरी नहीं मिली',
    posted: (by) => `पोस्ट हुई, ${by} ने पुष्टि की · `,
    cancelled: 'रद्द',
  },

  warn: {
    text: (network, length, most) => `${network} पर ${count(most)} अक्षर आते हैं, और यह ${count(length)} हैं।`,
    hashtags: (network, length, most) => `${network} पर ${count(most)} हैशटैग आते हैं, और इसमें ${count(length)} हैं।`,
    title: (network, length, most) =>
      `पहली पंक्ति शीर्षक है: ${network} पर उसमें ${count(most)} अक्षर आते हैं, और यह ${count(length)} हैं।`,
  },
  dies: (name) => `${name}: डिस्कॉर्ड की फ़ाइल का पता एक दिन में बंद हो जाता है। उसके संदेश का, या किसी टिकाऊ जगह का पता दें।`,

  notices: {
    toApprove: (heading) => `मंज़ूरी के लिए: ${heading}`,
    approved: (by, number) => `${by} ने P${number} मंज़ूर की`,
    returned: (by, number) => `${by} ने P${number} लौटाई`,
    moved: (by, number) => `${by} ने P${number} का समय बदला`,
    cancelled: (by, number) => `${by} ने P${number} रद्द की`,
    unapprovedAhead: (number) => `P${number} को अभी मंज़ूरी नहीं मिली`,
    unapprovedLate: (number) => `P${number} पोस्ट नहीं हो सकती: मंज़ूरी नहीं मिली`,
    unapprovedWhy: 'यह क्लाइंट हर पोस्ट मंज़ूर करते हैं। मंज़ूरी माँगें, या समय आगे बढ़ाएँ।',
    missed: (number) => `P${number} छूट गई`,
    missedWhy: 'किसी ने पुष्टि नहीं की कि यह पोस्ट हुई। हुई हो तो पता दें; नहीं तो समय बदलें या रद्द करें।',
    missedUnapproved: 'समय पर मंज़ूरी नहीं मिली। समय आगे बढ़ाएँ, या रद्द करें।',
    filled: 'इस स्लॉट के लिए अब पोस्ट है',
    empty: (account) => `${account} के लिए कुछ तय नहीं है`,
  },

  calendar: {
    title: (client, range) => `${client} · कैलेंडर: ${range}`,
    counts: (posts, waiting, gaps) => `पोस्ट: ${posts}; मंज़ूरी बाकी: ${waiting}; खाली स्लॉट: ${gaps}`,
    empty: 'कुछ तय नहीं है, और कोई स्लॉट भी नहीं है।',
    noAccounts: 'अभी कोई खाता नहीं है। जोड़ें: /social account add instagram @acme',
    gap: 'खाली',
    ideas: (n) => `विचार, जिनका समय तय नहीं (${n})`,
    note: (city) => `सारे समय क्लाइंट के हैं: ${city}।`,
    month: (name, year) => `${name} ${year}`,
    week: (from, to) => `${from} से ${to}`,
    elsewhere: 'तस्वीर मेरे साथ आपके डायरेक्ट मैसेज में है।',
  },

  week: {
    title: (client, from, to) => `${client} के लिए मंज़ूरी, ${from} से ${to}`,
    nothing: 'अगले सात दिनों में मंज़ूरी के लिए कुछ नहीं है।',
    several: 'मंज़ूरी के लिए क्या है, क्लाइंट के हिसाब से',
    approved: (n) => (n === 1 ? 'एक पोस्ट मंज़ूर हुई' : `${n} पोस्ट मंज़ूर हुईं`),
  },

  report: {
    title: (client, range) => `${client}: पोस्ट, ${range}`,
    nothing: 'कुछ तय नहीं था।',
    planned: 'तय',
    onTime: 'घंटे भर में पोस्ट',
    late: 'बाद में पोस्ट',
    missed: 'छूटीं',
    open: 'अभी बाकी',
    cancelled: 'रद्द',
    median: 'आम देरी',
    line: (planned, onTime, late, missed) => `तय ${planned}, घंटे भर में ${onTime}, बाद में ${late}, छूटीं ${missed}`,
    note: 'पोस्ट तभी गिनी जाती है जब उसका पता दिया गया हो।',
  },

  accounts: {
    title: (client) => `${client} के खाते`,
    approvals: (mode) => `मंज़ूरी: ${mode}`,
    noSlots: 'कोई स्लॉट नहीं',
    zone: (city) => `स्लॉट क्लाइंट के समय से चलते हैं: ${city}।`,
    added: (account, client) => `${account} जोड़ा गया, ${client} के लिए`,
    next: (network) => `आगे: बताएँ कि उस पर कब पोस्ट करना है: /social slot add ${network} mon,wed,fri 09:00`,
  },

  slots: {
    added: (account, schedule, city) => `${account} पर पोस्ट का समय: ${schedule} (${city})`,
    nextThree: (times) => `अगले तीन: ${times.join('; ')}।`,
    rules:
      'खाली स्लॉट के बारे में सहायक को एक दिन पहले बताया जाता है। घड़ी आगे-पीछे होने पर जो समय नहीं आता, वह आगे खिसकता है, और जो दो बार आता है, वह एक ही बार गिना जाता है। बॉट बंद रहा हो तो पोस्ट के बारे में 6 घंटे तक देर से बताया जाता है; उसके बाद उसे छूटी हुई माना जाता है और मैनेजर को बताया जाता है। इस बीच बीत चुके स्लॉट छोड़ दिए जाते हैं।',
    ended: (account, schedule) => `${account} पर अब इस समय पोस्ट नहीं होगी: ${schedule}`,
  },

  form: {
    account: 'खाता',
    when: 'कब',
    whenHint: 'आपके समय में: शुक्रवार सुबह 9 बजे। खाली: अगला खाली स्लॉट। “विचार”: समय तय नहीं।',
    text: 'लेख',
    textHint: 'ठीक वैसा, जैसा पोस्ट करना है।',
    link: 'लिंक',
    linkHint: 'लेख के नीचे जाता है; https:// से शुरू',
    media: 'मीडिया',
    mediaHint: 'हर पंक्ति में एक https:// पता। 📎 वाली पंक्ति फ़ाइल है: रहने दें, या हटा दें।',
    files: 'फ़ाइलें जोड़ें',
    filesHint: (most, each) => `तस्वीरें, फ़िल्में, PDF: ज़्यादा से ज़्यादा ${most}, हर एक ${each} तक।`,
    network: 'नेटवर्क',
    networkHint: 'instagram, x, linkedin, facebook, youtube, threads, blog, या कोई और नाम',
    handle: 'वहाँ का नाम',
    handleHint: 'जैसे @acme; ब्लॉग के लिए उसका पता',
    schedule: 'कब पोस्ट करना है',
    scheduleHint: 'क्लाइंट के समय में, जैसे mon,wed,fri 09:00',
    comment: 'क्या बदलना है?',
    address: 'पोस्ट का पता',
    addressIntro: (example) => `पोस्ट खोलें और उसका पता कॉपी करें। पता ऐसा दिखता है: ${example}`,
    room: (network, most, length) => `${network} पर ${count(most)} अक्षर आते हैं; अभी ${count(length)} हैं।`,
  },

  said: {
    drafted: (number) => `P${number} लिख ली गई`,
    edited: (number) => `P${number} बदल गई`,
    moved: (number) => `P${number} का समय बदल गया`,
    asked: (number) => `P${number} मंज़ूरी के इंतज़ार में`,
    approved: (number) => `P${number} मंज़ूर हुई`,
    returned: (number) => `P${number} लेखक के पास लौट गई`,
    posted: (number) => `P${number} पोस्ट हो गई`,
    cancelled: (number) => `P${number} रद्द हो गई`,
    unchanged: (number) => `P${number} वैसी ही है`,
  },

  digest: {
    week: (client, planned, waiting) =>
      [`${client}, अगले सात दिन: पोस्ट ${planned}`, ...(waiting > 0 ? [`आपकी मंज़ूरी बाकी ${waiting}`] : [])].join(', '),
    today: (n) => `आज पोस्ट करनी हैं (${n})`,
    moreClients: (n) => `… और ${n} क्लाइंट: /social approve`,
  },

  history: {
    'post-drafted': (who) => `${who} ने लिखी`,
    'post-edited': (who) => `${who} ने बदली`,
    'post-moved': (who) => `${who} ने समय बदला`,
    'approval-asked': (who) => `${who} ने मंज़ूरी माँगी`,
    'approval-given': (who) => `${who} ने मंज़ूर की`,
    'approval-not-needed': (who) => `बिना मंज़ूरी तैयार (${who})`,
    'approval-needed-again': (who) => `फिर से मंज़ूरी चाहिए (${who})`,
    'post-returned': (who) => `${who} ने लौटाई`,
    'approval-missing': (who) => `अभी मंज़ूरी नहीं (${who})`,
    'post-came-due': (who) => `पोस्ट का समय (${who})`,
    'post-reminded': (who) => `याद दिलाया (${who})`,
    'post-escalated': (who) => `वैकल्पिक सहायक और मैनेजर को बताया (${who})`,
    'post-snoozed': (who) => `${who} ने याद टाली`,
    'post-missed': (who) => `छूट गई (${who})`,
    'post-confirmed': (who) => `${who} ने पुष्टि की`,
    'post-cancelled': (who) => `${who} ने रद्द की`,
  },
}

import type { Words } from '#src/words/words.ts'

export const nudges: Words['nudges'] = {
  title: {
    'accept-soon': (number) => `#${number} आपकी स्वीकृति के इंतज़ार में है`,
    'start-soon': (number) => `#${number} आपके शुरू करने के इंतज़ार में है`,
    'due-soon': (number) => `#${number} का समय पास आ रहा है`,
    'start-now': (number) => `#${number} अब तक शुरू हो जाना चाहिए था`,
    'due-now': (number) => `#${number} का समय हो गया`,
    answer: (number, who) => `${who} को #${number} पर आपके जवाब का इंतज़ार है`,
    'answer-still': (number, who) => `${who} को #${number} पर अब भी आपके जवाब का इंतज़ार है`,
    review: (number, who) => `${who} का जमा किया #${number} आपके इंतज़ार में है`,
    'review-last': (number, who) => `#${number} की आखिरी याद: ${who} ने जमा किया है, आपका इंतज़ार है`,
    'at-risk': (number) => `#${number} शायद समय पर पूरा न हो`,
    standby: (number, who) => `${who} के पास #${number} में देर हो रही है, और उनकी जगह आप हैं`,
    untaken: (number) => `#${number} अब तक किसी ने नहीं लिया`,
    unclaimed: (number) => `#${number} किसी ने नहीं लिया`,
    'unclaimed-still': (number) => `#${number} अब भी किसी ने नहीं लिया`,
    unanswered: (number, who) => `#${number} रुका हुआ है: ${who} ने जवाब नहीं दिया`,
    promise: (number) => `#${number} कब तक हो जाएगा?`,
    unpromised: (number, who) => `${who} ने #${number} शुरू किया है, पर किसी समय का वादा नहीं है`,
    'late-work': (number, who) => `${who} के पास #${number} में देर हो रही है`,
  },
  late: (number) => `#${number} में देर हो गई`,

  passesOn: (when) => `स्वीकार न करने पर यह अगले व्यक्ति के पास जाएगा: ${when}।`,
  lapses: (when) => `शुरू न करने पर यह वापस सबके लिए खुल जाएगा: ${when}।`,
  accepts: (when) => `कुछ न कहने पर इसे स्वीकार माना जाएगा: ${when}।`,
  promised: (when) => `वादा: ${when}।`,
  untaken: 'मैनेजर को बताया जा रहा है; वे इसे किसी को दे सकते हैं।',
  unpromised: 'इसका कोई समय तय नहीं है, और किसी ने नहीं बताया कि यह कब तक होगा।',
  due: (when) => `कब तक: ${when}।`,
  mayBeAsked: (client, duty) => `काम: ${duty}, क्लाइंट: ${client}। मैनेजर आपसे इसे सँभालने को कह सकते हैं।`,

  why: {
    nobody: () => 'इसे अभी किसी ने नहीं लिया।',
    'not-started': (who) => `यह ${who} के पास है, पर शुरू नहीं हुआ।`,
    'waits-for-you': () => 'यह आपके जवाब के इंतज़ार में है।',
    'promised-later': (_, when) => `अब वादा इस समय का है: ${when}।`,
    'no-hours': (who) => `समय पूरा होने से पहले ${who} के काम के घंटे लगभग नहीं बचे।`,
    late: (who) => `${who} अभी इस पर काम कर रहे हैं।`,
  },

  cameLate: (when) => `यह ${when} पर आना था; तब मैं चालू नहीं था।`,

  snooze: {
    '15m': '15 मिनट में',
    '1h': '1 घंटे में',
    morning: 'कल सुबह',
    other: 'किसी और समय',
  },
  snoozed: (when) => `मैं फिर याद दिलाऊँगा: ${when}`,
  untilThen: 'तब तक निपट गया तो नहीं। टास्क के अपने समय पहले की तरह चलते रहेंगे।',
}

export const gathered: Words['gathered'] = {
  title: (count) => `${count} टास्क पर मैनेजर को ध्यान देना है`,
  none: 'अभी किसी टास्क पर मैनेजर का ध्यान नहीं चाहिए',
  followed: 'मैनेजर के लिए बातें अब नीचे के नए संदेश में हैं',
  left: (who, number) => `${who} जा चुके हैं, और #${number} अब भी उनके पास है`,
}

export const waiting: Words['waiting'] = {
  label: 'इंतज़ार',
  assistant: (work, plain) => `सहायक का ${work} (घड़ी से ${plain})`,
  client: (work, plain) => `क्लाइंट का ${work} (घड़ी से ${plain})`,
  manager: (plain) => `खुला रहा ${plain}`,
}

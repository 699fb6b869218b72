import type { Words } from '#src/words/words.ts'

export const reminders: Words['reminders'] = {
  set: (when) => `मैं याद दिलाऊँगा: ${when}`,
  task: (number, title) => `#${number} ${title}`,
  notIfDone: (number) => `तब तक #${number} पूरा हो गया तो नहीं।`,
  rules:
    'आप कहीं भी जाएँ, यह पल वही रहता है। घड़ी बदलने पर: जो समय होता ही नहीं, वह आगे खिसकता है; जो दो बार होता है, उसमें पहला लिया जाता है। तब मैं चालू न रहा तो चालू होते ही याद दिलाऊँगा, एक ही बार, और यह बताऊँगा भी।',
  title: (what) => `रिमाइंडर: ${what}`,
  noLonger: 'यह अब आपका टास्क नहीं है।',
  askedFor: (when) => `आपने इसे कहा था: ${when}।`,
  cameLate: (when) => `यह ${when} के लिए था; तब मैं चालू नहीं था।`,
  moved: (when) => `मैं फिर याद दिलाऊँगा: ${when}`,
  cancelled: (what) => `रद्द: ${what}`,
  cancel: 'रद्द करें',
  otherWords: 'शब्द बदलें',
  all: 'आपके रिमाइंडर',
  none: 'अभी कोई रिमाइंडर नहीं है। नए के लिए /remind लिखें; स्लैक में वह /remindme है।',
  count: (shown, count) => `${count} में से अगले ${shown}।`,
}

export const later: Words['later'] = {
  title: 'आगे मैं आपको क्या भेजूँगा',
  nothing: 'अभी जैसा है, कुछ नहीं।',
  daily: 'आपका सारांश',
  weekly: 'आपके हफ़्ते का सारांश',
  onlyIf: 'अगर तब तक कुछ न हुआ।',
  rules:
    'तब मैं चालू न रहा तो: रिमाइंडर चालू होते ही आएगा, एक ही बार; सारांश 6 घंटे की देर तक, नहीं तो अगले के साथ; एक टास्क की कई बातों में से सबसे ज़रूरी, और जो निपट गया उसकी कोई नहीं।',
}

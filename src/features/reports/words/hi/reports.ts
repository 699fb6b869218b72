import type { Words } from '#src/words/words.ts'

export const reports: Words['reports'] = {
  title: (span) => `रिपोर्ट: ${span}`,
  nothing: 'इस दौरान न कोई टास्क लिया गया, न कुछ पूरा हुआ।',
  ends: 'पूरे हुए',
  answers: 'सहायक का जवाब',
  time: (count, time) => `${count}; समय ${time}`,
  times: (count, median, p90) => `${count}; आम तौर पर ${median} में, लगभग हमेशा ${p90} में`,
  against: (met, missed) => `${met} समय पर, ${missed} देर से`,
  open: 'अभी खुले',
  openLate: (open, late) => (late > 0 ? `${open}, जिनमें ${late} देर से चल रहे हैं` : `${open}, किसी में देर नहीं`),
  whatWasDone: 'क्या-क्या हुआ',
  doneBy: (who, day) => `${who}, ${day}`,
  pool: 'सबके लिए खुले टास्क',
  ownWork: 'आपका अपना काम',
  by: { client: 'क्लाइंट के हिसाब से', assistant: 'सहायक के हिसाब से', duty: 'काम के हिसाब से' },
  periods: {
    week: 'इस हफ़्ते',
    month: 'इस महीने',
    'last-week': 'पिछले हफ़्ते',
    'last-month': 'पिछले महीने',
  },
  perDay: 'दिन-ब-दिन पूरे हुए',
  perWeek: 'हर हफ़्ते पूरे हुए',
  unit: 'टास्क',
  inTime: 'समय पर',
  late: 'देर से',
  noTarget: 'बिना लक्ष्य',
  counted: 'समय काम के घंटों में है; जितनी देर क्लाइंट का इंतज़ार था, वह इसमें नहीं है। “समय पर” और “देर से” तय लक्ष्य के हिसाब से हैं।',
}

export const reportPeriodNames: Words['reportPeriodNames'] = {
  week: 'यह हफ़्ता',
  month: 'यह महीना',
  'last-week': 'पिछला हफ़्ता',
  'last-month': 'पिछला महीना',
}
export const groupingNames: Words['groupingNames'] = { client: 'क्लाइंट', assistant: 'सहायक', duty: 'काम' }

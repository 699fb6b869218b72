import type { Ambiguity, RhythmAmbiguity } from '#src/time/reading.ts'
import type { Words } from '#src/words/words.ts'

const readAs: Record<Ambiguity | RhythmAmbiguity, string> = {
  'day-first': 'पहले दिन, फिर महीना',
  'month-first': 'पहले महीना, फिर दिन',
  'half-of-day': 'काम के समय में',
  'later-of-two': 'दोनों में से बाद वाला',
  'next-week': 'अगले हफ़्ते का',
  'its-end': 'उसके अंत तक',
  'of-the-month': 'महीने का, इतने-इतने हफ़्तों पर नहीं',
  'each-second': 'एक छोड़कर एक, महीने का दूसरा नहीं',
  plural: 'हर हफ़्ते',
  'moved-forward': 'एक घंटे बाद, क्योंकि तब घड़ी आगे की जाती है',
  today: 'आज',
  'first-of-two': 'दोनों में से पहला, क्योंकि तब घड़ी पीछे की जाती है',
}

export const heard: Words['heard'] = {
  readAs,
  read: (given, how) => `“${given}” को ऐसे पढ़ा गया: ${how}।`,
  dueInText: (given) => `कोई समय तय नहीं: “${given}” विवरण में ही रहेगा।`,
  nearDuty: (given, near) => `“#${given}” विवरण में ही रहेगा: ऐसा कोई काम नहीं है। क्या आपका मतलब ${near} था?`,
  nearPriority: (given) => `“!${given}” विवरण में ही रहेगा। प्राथमिकताएँ: !low !normal !high !urgent`,
  nearPerson: (given, near) => `“${given}” विवरण में ही रहेगा: इस नाम का कोई सहायक नहीं है। क्या आपका मतलब ${near} था?`,
  noAssistant: (given) => `“${given}” विवरण में ही रहेगा: इस नाम का कोई सहायक नहीं है।`,
  personInText: (given) => `“${given}” विवरण में ही रहेगा। जिसे काम करना है, उसका नाम अकेला, शुरू या आख़िर में लिखें।`,
}

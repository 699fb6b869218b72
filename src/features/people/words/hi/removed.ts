import type { Words } from '#src/words/words.ts'
import { listOf } from '#src/words/hi/names.ts'

const some = (names: string[]) => listOf(names.length > 10 ? [...names.slice(0, 9), `${names.length - 9} और`] : names)

export const removed: Words['removed'] = {
  roles: (name, roles) => `${name} अब ${listOf(roles, 'or')} नहीं हैं`,
  member: (name, client) => `${name} अब ${client} की ओर से नहीं बोलते`,
  served: (clients) => `इनका काम अब बाकी सहायक करेंगे: ${some(clients)}।`,
  unserved: (clients) => `इनके एक काम के लिए और कोई नियुक्त नहीं था, वह नियुक्ति हट गई: ${some(clients)}।`,
  forgotten: (count) => `जिन दोहराए जाने वाले टास्क और नमूनों में इनका नाम था: ${count}। अब से वे अगले सहायक को जाएँगे।`,
  asked: (numbers, more) => `इनके माँगे हुए टास्क चलते रहेंगे, जवाब बाकी लोग देंगे: ${tasksOf(numbers, more)}।`,
  left: (roles) => `अब भी ये भूमिकाएँ हैं: ${listOf(roles)}।`,
  nothingLeft: 'कोई भूमिका नहीं बची, इसलिए सारांश बंद है और अपने आप कुछ नहीं भेजा जाएगा। भूमिका वापस देने के लिए: /agency role',
}

export function tasksOf(numbers: number[], more: number): string {
  return listOf([...numbers.map((number) => `#${number}`), ...(more > 0 ? [`${more} और`] : [])])
}

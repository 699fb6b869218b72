import type { FoundTime } from '#src/time/reading.ts'
import { isDictated, isTime } from './due-in-line.ts'
import type { Line } from './mark.ts'

const latinVerbs =
  'karo|karna|karein|karen|kar|kardo|kare|kijiye|kijiyega|karwao|karwana|karwa|karvao|do|dena|dijiye|dedo|de|lo|lena|le|bhejo|bhejna|bhejdo|bhej|bhejein|bhejen|bhejiye|banao|banado|bana|likho|likhna|likh|bulao|bulana|batao|batana|bata|puchho|puchhna|pucho|puchna|poocho|dekho|dekhna|dekh|lao|lana|rakho|rakhna|rakh|hatao|hatana|hata|bharo|bharna|bhar|chuno|kharido|kharidna|mangao|mangwao|mangwana|bolo|bolna|bol|milao|jodo|dalo|daalo|daalna|dalna|daal|dal|chhapo|nikalo|nikalna|pahunchao|lagao|lagana|laga|chahiye|khatam|khatm|dhundo|dhoondo|dhundho|dhoondho|dhundna|sambhalo|samjhao|dikhao|badlo|bandh|chalao|padho|suno|sunao|becho|kholo|nipta|niptao|jama|roko|mitao|uthao|chipkao|sikhao|chalana|dijiyega|lijiye|bataiye|banaiye|dekhiye|rakhiye|dikhaiye|bhejiyega|[a-z]{2,}(?:wao|vao|wana|vana|wado|wa do)'
/** What a Hindi sentence that asks for something ends with: the verb. */
const asks = new RegExp(
  `(?:^|[\\s,])(?:[\\p{Script=Devanagari}]+(?:ो|ें|एं|एँ|ना|नी|ने|िए|िये|इए|इये|ओ|िएगा|इएगा|ीजिए|ीजिये|दें|लें)|कर|दे|ले|चाहिए|${latinVerbs})(?:\\s+(?:है|हैं|hai|hain|ji|जी|please|plz|pls|प्लीज़|na))?$`,
  'iu',
)
const genitive =
  /^\s*(?:तक |tak )?(?:का|की|के|ka|ki|ke|वाला|वाली|वाले|wala|wali|wale|से|se|भी|bhi|पर|par|चैनल|channel|न्यूज़)(?![\p{L}\p{M}])(?!\s+(?:pehle|pahle|पहले|पूर्व|andar|अंदर|भीतर|लिए|liye))/iu
const joins =
  /(?:^|\s)(?:कि|जो|जब|अगर|क्योंकि|jo|jab|agar|kyunki|kyonki|(?:batao|bolo|bata do|bol do|kaho|keh do|kehna|yaad dilao|puchho|pucho|likho) ki)\s/iu
const lasts = /(?:^|\s)(?:बंद|छुट्टी|खुला|खुली|बाहर|band|chhutti|chutti|khula|khuli|bahar)(?:\s|$)/iu

/**
 * In Hindi the time stands before the verb: "रिपोर्ट कल शाम 5 बजे भेजें", "kal shaam 5 baje report bhejo". The sentence asks
 * for something at its end, the time is the only one in it, and it is not of something ("कल की मीटिंग").
 */
export function hindiDue(line: Line, sentenceFrom: number, sentenceTo: number): FoundTime | null {
  const whole = askedBy(line, sentenceFrom, sentenceTo)
  if (whole) return whole
  // "सोमवार तक भेजें: नई सूची": what is to be done stands behind it.
  const joint = /[:,;–—](?=\s)|\s-(?=\s)/u.exec(line.spoken.slice(sentenceFrom, sentenceTo))
  const first = joint && askedBy(line, sentenceFrom, sentenceFrom + joint.index)
  return first && first.lead !== null ? first : null
}

function askedBy(line: Line, sentenceFrom: number, sentenceTo: number): FoundTime | null {
  const said = line.spoken.slice(sentenceFrom, sentenceTo).replace(/[\s.!।?)]+$/u, '')
  if (said.length > 400 || !asks.test(said) || joins.test(said)) return null
  const times = line.times.filter((time) => time.from >= sentenceFrom && time.to <= sentenceTo && isTime(time))
  const introduced = times.filter(({ lead }) => lead !== null)
  const [time, another] = introduced.length > 0 ? introduced : times
  if (!time || another || (time.lead === null && time.reading.kind !== 'understood')) return null
  if (isDictated(line.spoken.slice(sentenceFrom, time.from).toLowerCase())) return null
  const behind = line.spoken.slice(time.to, sentenceTo)
  if (genitive.test(behind) || /(?:^|\s)(?:से|se)\s+$/iu.test(line.spoken.slice(sentenceFrom, time.from))) return null
  if (lasts.test(behind) || isSaidOf(line, time, behind)) return null
  if (!/\p{Script=Devanagari}/u.test(said) && !hindiWord.test(said)) return null
  return isHindi(behind.trim() === '' ? said : behind) ? time : null
}

/** Weekdays that are names, planets and thanks as well, where nothing says more. */
const alsoName = /^(?:सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि|mangal|budh|guru|shukra|shani|ravi|som)$/iu
/** "जन्मदिन 9 मार्च को है, कार्ड बनाएँ": it is then that something is so. */
const isSo = /^\s*(?:को|ko|में|mein)?\s*(?:है|हैं|था|थी|थे|होगा|होगी|hai|hain|tha|thi|hoga|hogi|देय|due)(?![\p{L}\p{M}])/iu

/** "15 अगस्त पर भाषण": about that day. */
export const isTopic = /^\s*(?:पर|par)(?![\p{L}\p{M}])/iu

function isSaidOf({ spoken }: Line, { start, end, lead }: FoundTime, behind: string): boolean {
  return (
    isSo.test(behind) ||
    isTopic.test(spoken.slice(end, end + 20)) ||
    (lead === null && alsoName.test(spoken.slice(start, end)))
  )
}

const lastVerb = new RegExp(`(?:^|\\s)(?:${latinVerbs})(?:\\s+(?:hai|hain|ji|please|plz|pls|na))?[.!]?$`, 'iu')
/** What makes a sentence in Latin letters a Hindi one: "do" at the end does not. */
const hindiWord =
  /(?:^|\s)(?:ko|ka|ki|ke|se|tak|mein|mai|aur|kal|parson?|aaj|baje|shaam|sham|subah|dopahar|raat|din|hafte|mahine|ghante|somvar|somwar|mangalvar|budhvar|guruvar|shukravar|shukrawar|shanivar|ravivar|itvar|yeh|ye|woh|ise|isko|usko|unko|mujhe|hume|sab|sabko|wala|wali|bhejo|bhejna|karo|karna|banao|likho)(?:\s|$)/iu

/** Whether a sentence asks in Hindi for something, and has no clause within it. */
export function asksInHindi(sentence: string): boolean {
  const said = sentence.replace(/[\s.!।?)]+$/u, '').slice(0, 400)
  return asks.test(said) && !joins.test(said) && (/\p{Script=Devanagari}/u.test(said) || hindiWord.test(said))
}

function isHindi(text: string): boolean {
  return /\p{Script=Devanagari}/u.test(text) || lastVerb.test(text.trim())
}

import cardValidator from 'card-validator'
import type { Found } from './secrets.ts'

/** Digits as they stand on a card: in one, in fours, or as American Express and Diners write them. */
const asWritten =
  /(?<![\d.,/+#@<])(?<!\d[ :-])(?:\d{14,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\d@>])(?![ -]\d{3})/gu

/** What else numbers are called that look alike. The nearest of such words before it decides. */
const other =
  /(?:order|invoice|bill|tracking|track|awb|shipment|consignment|utr|reference|ref|imei|serial|account|a\/c|acct|iban|phone|mobile|whatsapp|call|ticket|pnr|booking|id|timestamp|fedex|usps|ups|dhl|aadhaar|policy|transaction|txn|payment|waybill|ऑर्डर|चालान|इनवॉइस|बिल|खाता|खाते|फ़ोन|फोन|मोबाइल|आधार|ट्रैकिंग)(?![\p{L}\p{M}])/giu
const card =
  /(?:card|visa|master\s?card|maestro|amex|american express|rupay|diners|discover|jcb|credit|debit|कार्ड|क्रेडिट|डेबिट)(?![\p{L}\p{M}])/giu

/** How far before it a word still says what it is. */
const near = 40

/** Numbers that a bank may have given to a card, by their first digits, their length and their check digit. */
export function cardsIn(text: string): Found[] {
  return [...text.matchAll(asWritten)].flatMap((match): Found[] => {
    const { isValid, card: type } = cardValidator.number(match[0].replaceAll(/\D/gu, ''))
    if (!isValid || !type || isCalledOtherwise(text.slice(Math.max(0, match.index - near), match.index))) return []
    return [{ kind: 'card', from: match.index, to: match.index + match[0].length }]
  })
}

function isCalledOtherwise(before: string): boolean {
  // Letters and two digits right before it: an IBAN.
  if (/[A-Z]{2}\d{2} ?$/u.test(before) || /[\p{L}-]$/u.test(before)) return true
  return lastOf(before, other) > lastOf(before, card)
}

function lastOf(text: string, words: RegExp): number {
  return [...text.matchAll(words)].at(-1)?.index ?? -1
}

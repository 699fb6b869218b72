import { rootNames } from '#src/features/commands.ts'

/** Words of courtesy and of assent, English, Hindi and Hindi in Latin letters: nothing that anybody could be asked to do. */
const courtesies = new Set(
  [
    'hi hello hey good morning afternoon evening night day hiya thanks thank you thankyou thx ty so very much many a lot all',
    'ok okay k great perfect super nice cool fine got it noted done sure yes yeah yep no nope please sorry welcome bye there team everyone',
    'sahayak bot cheers appreciated i it that is was will be fantastic wonderful awesome lovely',
    'नमस्ते नमस्कार धन्यवाद शुक्रिया बहुत ठीक है हाँ हां जी नहीं अच्छा बढ़िया सुप्रभात शुभ रात्रि प्रभात आपका',
    'namaste namaskar dhanyavaad dhanyavad shukriya bahut theek thik hai haan han ji nahi accha achha badhiya aapka',
  ].flatMap((line) => line.split(' ')),
)

/** Asked of the bot, about the bot. */
const aboutTheBot =
  /^(?:what (?:can|do|are|is) (?:you|this|sahayak)\b|who (?:are|is) (?:you|this)\b|how (?:do|does|can) (?:i|this|it|you|we)\b[^.]*\?|(?:can|could) you help(?: me)?\??$|(?:आप|तुम) (?:क्या|कौन)|(?:aap|tum) (?:kya|kaun)\b)/iu

/** Fewer words than that say what is to be done to nobody. */
const fewestWords = 3

/** What is meant, as if it had been typed behind a slash. */
export type Meant = { command: string; text: string }

/**
 * What somebody means who writes to the bot instead of typing a command: a command all the same, a piece of work, or nothing that could be one,
 * which is answered with what can be asked for. A piece of work is kept to the letter.
 */
export function meantBy(text: string): Meant {
  const said = text.trim()
  const [, root = '', rest = ''] = /^\/([\w-]+)\s*(.*)$/su.exec(said) ?? []
  if (rootNames.includes(root.toLowerCase())) return { command: root.toLowerCase(), text: rest }
  return isWork(said) ? { command: 'delegate', text: said } : { command: 'help', text: '' }
}

function isWork(said: string): boolean {
  const words = said.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu) ?? []
  if (words.length < fewestWords || aboutTheBot.test(said)) return false
  return words.some((word) => !courtesies.has(word.toLowerCase()))
}

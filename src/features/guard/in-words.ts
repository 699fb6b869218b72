import type { Found, SecretKind } from './secrets.ts'

/** What a secret is called before it is written. `strict`: its value needs to look the part, since the word means much else. */
type Call = { kind: SecretKind; words: RegExp; fits(value: string, how: How): boolean }

/** By a sign (`:`, `=`), by a word (`is`, `है`), or by nothing, right after it. */
type How = 'sign' | 'word' | 'beside'

const start = '(?<![\\p{L}\\p{M}])'
const end = '(?![\\p{L}\\p{M}\\d])'

/** A sentence that goes on after *password is* says something of it instead. */
const plainWords = new RegExp(
  `^(?:${[
    'a an the in on at by to from for of not no none null never still also now only very too so same see ask as attached wrong',
    'required needed missing invalid incorrect correct right fine ok okay good bad weak strong expired expiring old new reset changed',
    'unchanged unknown empty blank protected confidential secret private safe stored saved kept inside here there below above known',
    'available optional case sensitive being been going with without your my his her their our it this that what which who will shall',
    'must should can cannot may might has have had was were is are be and or but if when where why how tbd pending hidden sent given',
    'written printed forgotten lost stuck mandatory set unset field manager managers policy reset protected',
    'hai hain tha kya nahi nahin bhool badal change kar karo bata batao dena bhej bhejo wahi',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
  'iu',
)

const hasDigit = (value: string) => /\d/u.test(value)
const hasLetter = (value: string) => /\p{L}/u.test(value)
const hasSign = (value: string) => /[@#$%^&*!_+=?~|\\]/u.test(value)

/** Masked already, left to be filled in, an address, a file, a date, a version. */
const isNoValue = (value: string) =>
  /^[*•·.xX_-]+$/u.test(value) ||
  /^[<[({]/u.test(value) ||
  /^(?:https?|mailto|ftp):/iu.test(value) ||
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/u.test(value) ||
  /\.(?:pdf|docx?|xlsx?|csv|txt|html?|png|jpe?g|zip|md)$/iu.test(value) ||
  /^\d{4}-\d{2}-\d{2}$/u.test(value) ||
  /^v?\d{1,2}(?:\.\d{1,3})+$/iu.test(value)

/** Letters with digits or signs: no word of a sentence looks so. */
const looksChosen = (value: string) =>
  value.length >= 6 && hasLetter(value) && (hasDigit(value) || hasSign(value)) && !/^\d+(?:st|nd|rd|th)$/u.test(value)

const isPin = (value: string) => /^\d{4,6}$/u.test(value)

const calls: Call[] = [
  {
    kind: 'password',
    words:
      /pas{1,2}[ -]?w(?:or)?ds?(?:['’]s)?|passcodes?|pass[ -]?codes?|pass[ -]?phrases?|passwd|pwd|pw|(?<!(?:boarding|bus|press|gate|hall|visitor|parking|train|metro|travel|season|day|student|staff)[ -])pass(?=\s*[:=])|पासवर्ड|पासकोड|कूटशब्द|संकेतशब्द/u,
    fits(value, how) {
      if (plainWords.test(value) || isNoValue(value)) return false
      if (how === 'beside') return looksChosen(value)
      // A word of no script's capitals and no digits is more often a sentence than a password.
      return looksChosen(value) || (hasDigit(value) && value.length >= 4) || (how === 'sign' && value.length >= 6)
    },
  },
  {
    kind: 'password',
    words: /(?:atm |upi |m|t|card |debit card |sim )?pins?(?!\s?-?code)|(?:एटीएम |यूपीआई )?पिन(?!\s?-?कोड)/u,
    // Six digits after *PIN* are a place in India, unless it is said of what.
    fits: (value) => isPin(value) && value.length === 4,
  },
  {
    kind: 'password',
    words: /(?:atm|upi|mpin|tpin|card|debit card|sim|login|एटीएम|यूपीआई)\s(?:का\s)?(?:pin|पिन)/u,
    fits: isPin,
  },
  { kind: 'password', words: /cvv2?|cvc2?|सीवीवी/u, fits: (value) => /^\d{3,4}$/u.test(value) },
  {
    kind: 'token',
    words:
      /(?:(?:access|auth|api|bearer|refresh|bot|secret|session|app|client|private|webhook)[ _-]?)?(?:tokens?|keys?|secrets?)|bearer|टोकन|एपीआई की|एपीआई कुंजी|सीक्रेट/u,
    fits: (value) =>
      /^[\w+/=.~-]{16,}$/u.test(value) && hasDigit(value) && hasLetter(value) && !isNoValue(value) && isMixed(value),
  },
]

/** No hash of a commit, no number of a document, no words with hyphens: letters of both cases, or many of each. */
function isMixed(value: string): boolean {
  const isHash = /^[\da-f]{7,64}$/u.test(value) && [40, 64].includes(value.length)
  return !isHash && (/[a-z]/u.test(value) ? /[A-Z\d]{2}/u.test(value) : /[A-Z].*\d.*[A-Z]/u.test(value))
}

const quote = '["“”‘’\'`*_«»]'

/** After the word: what it is of, in a few words, and then a sign or *is*; what follows is the value, in quotes or up to a space. */
const patterns = calls.map((call) => {
  const { source } = call.words
  const name = `${start}(?:[\\w]+_)?(?:${source})${end}`
  const of = `(?:[ \\t]+(?:for|of|to|on|no|number|का|की|के|के लिए)(?:[ \\t]+[\\p{L}\\p{M}\\d.&'’-]{1,30}){1,5}?|[ \\t]*\\([^()\\n]{1,40}\\))?`
  const by = `${quote}*\\s*(?<sign>[:=→]|[ \\t][-–—](?=\\s))[*_\`]*\\s*|${quote}*[ \\t]+(?<word>is now|is|was|will be|hai|है|था|=>|(?:ye|yeh|ये|यह|kuch aisa|कुछ ऐसा)[ \\t]+(?:hai|है))[ \\t]*:?[ \\t]*`
  return {
    ...call,
    pattern: new RegExp(
      `${name}(?:${of}(?:${by})|[ \\t]+)(?:["“‘«](?<quoted>[^"“”‘’«»\\n]{3,80})["”’»]|${quote}*(?<bare>[^\\s"“”‘’\`«»,;।]{2,300}))`,
      'dgiu',
    ),
  }
})

/** Secrets that are announced: *password: …*, *पासवर्ड … है*, *API key = …*. */
export function inWords(text: string): Found[] {
  return patterns.flatMap(({ kind, fits, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match) => foundIn(text, match, { kind, fits })),
  )
}

function foundIn(text: string, match: RegExpExecArray, { kind, fits }: Pick<Call, 'kind' | 'fits'>): Found[] {
  const groups = match.groups ?? {}
  const how: How = groups['sign'] !== undefined ? 'sign' : groups['word'] === undefined ? 'beside' : 'word'
  const quoted = match.indices?.groups?.['quoted']
  if (quoted) {
    const value = groups['quoted'] ?? ''
    return how !== 'beside' || looksChosen(value) ? [{ kind, from: quoted[0], to: quoted[1] }] : []
  }
  const bare = match.indices?.groups?.['bare']
  if (!bare) return []
  const value = (groups['bare'] ?? '').replace(/[.*_)\]}?]+$/u, '')
  const to = bare[0] + value.length
  if (fits(value, how)) {
    // A passphrase is several words, up to the end of its line.
    return [{ kind, from: bare[0], to }]
  }
  const phrase =
    /pass[ -]?phrase/iu.test(match[0]) && how === 'sign' ? /^[^\n]{8,100}/u.exec(text.slice(bare[0])) : null
  return phrase ? [{ kind, from: bare[0], to: bare[0] + phrase[0].trimEnd().length }] : []
}

/**
 * A command's words as they were typed: channels, addresses and signs are taken back to what a person writes, mentions stay
 * as they are, since they say whom they mean. A `#travel` may be a channel's name too, and is the kind of work all the same.
 *
 * https://docs.slack.dev/interactivity/implementing-slash-commands/#escaping-text
 */
export function readWords(text: string): string {
  return text
    .split(/(<[^<>]*>)/u)
    .map((part, index) => (index % 2 === 1 ? readToken(part) : unescape(part)))
    .join('')
}

function readToken(token: string): string {
  const [target = '', label = ''] = token.slice(1, -1).split('|', 2)
  if (target.startsWith('@')) return token
  if (target.startsWith('#')) return `#${unescape(label || target.slice(1))}`
  if (target.startsWith('!')) return unescape(label || `@${target.slice(1)}`)
  const url = unescape(target)
  const words = unescape(label)
  // Of `acme.example` Slack makes an address with those words before it; of an e-mail address too.
  return words === '' || url === words ? url : url.endsWith(words) ? words : `${words} (${url})`
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

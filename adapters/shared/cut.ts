/** At most `longest` units, ended at a word where there is one not far back. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const whole = text.slice(0, Math.max(0, longest - 1)).replace(/[\ud800-\udbff]$/u, '')
  const atWord = whole.replace(/\s+\S*$/u, '')
  const kept = atWord.length > whole.length - 60 ? atWord : whole
  return `${kept.trimEnd()}…`
}

/** Escaped and at most `longest` units long as escaped; cut before escaping, so that no sign is cut in half. */
export function cutWith(escape: (text: string) => string, text: string, longest: number): string {
  if (longest < 1) return ''
  const escaped = escape(text)
  if (escaped.length <= longest) return escaped
  let room = Math.floor((longest * text.length) / escaped.length)
  for (;;) {
    const shorter = escape(cut(text, room))
    if (shorter.length <= longest) return shorter
    room = Math.floor(room * 0.95) - 1
  }
}

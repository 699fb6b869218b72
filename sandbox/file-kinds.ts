/** What a platform makes of a file by the end of its name; `slack` and `words` are Slack's own names for it. */
type Kind = { type: string; slack: string; words: string }

const kinds = new Map<string, Kind>(
  Object.entries({
    txt: { type: 'text/plain', slack: 'text', words: 'Plain Text' },
    md: { type: 'text/markdown', slack: 'markdown', words: 'Markdown (raw)' },
    csv: { type: 'text/csv', slack: 'csv', words: 'CSV' },
    json: { type: 'application/json', slack: 'json', words: 'JSON' },
    pdf: { type: 'application/pdf', slack: 'pdf', words: 'PDF' },
    png: { type: 'image/png', slack: 'png', words: 'PNG' },
    jpg: { type: 'image/jpeg', slack: 'jpg', words: 'JPEG' },
    jpeg: { type: 'image/jpeg', slack: 'jpg', words: 'JPEG' },
    gif: { type: 'image/gif', slack: 'gif', words: 'GIF' },
    webp: { type: 'image/webp', slack: 'webp', words: 'WebP' },
    svg: { type: 'image/svg+xml', slack: 'svg', words: 'SVG' },
    mp4: { type: 'video/mp4', slack: 'mp4', words: 'MPEG 4 Video' },
    mov: { type: 'video/quicktime', slack: 'mov', words: 'QuickTime Movie' },
    webm: { type: 'video/webm', slack: 'webm', words: 'WebM' },
    mp3: { type: 'audio/mpeg', slack: 'mp3', words: 'MP3' },
    zip: { type: 'application/zip', slack: 'zip', words: 'Zip' },
  }),
)

/** In small letters, without the dot. */
export const extensionOf = (name: string) => /[^.]\.([^.\s/]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/** Undefined where the name does not say. */
export const kindOf = (name: string): Kind | undefined => kinds.get(extensionOf(name))

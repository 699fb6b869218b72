/** `340 KB`, `2.1 MB`: the same in both languages. */
export function sizeInWords(bytes: number): string {
  const isSmall = bytes < 100_000
  const most = isSmall ? 0 : 1
  const count = (bytes / (isSmall ? 1_000 : 1_000_000)).toLocaleString('en', { maximumFractionDigits: most })
  return `${isSmall && bytes > 0 && count === '0' ? '1' : count} ${isSmall ? 'KB' : 'MB'}`
}

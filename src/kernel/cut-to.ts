/** At most so many letters, with an ellipsis for what is left out; no sign is cut in half. */
export function cutTo(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .replace(/[\ud800-\udbff]$/u, '')
        .trimEnd()}…`
}

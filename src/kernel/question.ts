/** Characters of an answer that a question offers: it becomes a button. */
export const longestOption = 75

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** Whether a one-line text can be kept, shown and exported as it is: no control characters, no half characters. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !controls.test(text)

/** The names of the text fields of a body that cannot be kept as they are. */
export function listBadTexts(body: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(body)
    .filter(([, value]) => typeof value === 'string' && !isPlainText(value))
    .map(([field]) => field)
}

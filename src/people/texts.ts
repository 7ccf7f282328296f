import { refuse } from '../kit/refusals.ts'
import { isPlainText, listBadTexts } from './rules/text.ts'

/** Refuses one-line texts of a body that could not be kept, shown or exported as they are. */
export function demandTexts(body: Readonly<Record<string, unknown>>): void {
  const bad = listBadTexts(body)
  if (bad.length > 0) refuse('badInput', bad)
}

/** The same for a text that may have more than one line, as reasons and answers do. */
export function demandLines(field: string, text: string): void {
  if (!isPlainText(text.replaceAll(/[\r\n\t]/g, ' '))) refuse('badInput', [field])
}

import type { VisitView } from '../../src/contract/visits.ts'
import type { Language } from '../shared/language.ts'
import type { VisitWords } from './visitWords.ts'

/** What every part of a visit's page is drawn from. */
export interface VisitProps {
  readonly view: VisitView
  readonly language: Language
  readonly words: VisitWords
}

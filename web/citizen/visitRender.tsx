import type { VisitEntrance, VisitView } from '../../src/contract/visits.ts'
import type { Language } from '../shared/language.ts'
import { toDocument } from './render.tsx'
import { VisitPage } from './visit.tsx'
import { VisitEntrancePage } from './visitEntrance.tsx'
import { VisitPosterPage, type VisitPosterView } from './visitPoster.tsx'
import { visitWords } from './visitWords.ts'

/** The pages of visits as whole HTML documents; codes must come from our own QR library. */
export const visitPages = {
  entrance: (view: VisitEntrance, language: Language): string =>
    toDocument(<VisitEntrancePage view={view} language={language} words={visitWords[language]} />),
  visit: (view: VisitView, language: Language): string =>
    toDocument(<VisitPage view={view} language={language} words={visitWords[language]} />),
  poster: (view: VisitPosterView, language: Language): string =>
    toDocument(<VisitPosterPage view={view} language={language} words={visitWords[language]} />),
}

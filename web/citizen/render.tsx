import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { MeasuresView } from '../../src/contract/routes/measures.ts'
import type { CitizenCounty, MatterPageView } from '../../src/contract/routes/standing.ts'
import type { Language } from '../shared/language.ts'
import { MatterPage } from './matter.tsx'
import { MatterFormPage, MatterGonePage } from './matterForm.tsx'
import { MeasuresPage } from './measures.tsx'

/** The field for a receipt's code. */
export const renderMatterForm = (county: CitizenCounty, language: Language): string =>
  toDocument(<MatterFormPage county={county} language={language} />)

/** No matter was found by what was typed. */
export const renderMatterGone = (county: CitizenCounty, typed: string, language: Language): string =>
  toDocument(<MatterGonePage county={county} typed={typed} language={language} />)

/** Where a matter stands, for whoever holds its receipt. */
export const renderMatter = (view: MatterPageView, language: Language): string =>
  toDocument(<MatterPage view={view} language={language} />)

/** What citizens said about endings, in public. */
export const renderMeasures = (view: MeasuresView, language: Language): string =>
  toDocument(<MeasuresPage view={view} language={language} />)

/** A page for citizens as a whole HTML document. */
export const toDocument = (page: JSX.Element): string => `<!doctype html>${renderToString(page)}`

import { renderToString } from 'preact-render-to-string'
import { MonthPage, type PaperView } from './month.tsx'

/** A month sheet as a whole HTML document to print: A4 landscape, no script, no foreign file. */
export const renderMonthPaper = (paper: PaperView): string =>
  `<!doctype html>${renderToString(<MonthPage paper={paper} />)}`

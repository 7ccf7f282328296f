import type { MeasuresView } from '../../contract/routes/measures.ts'
import * as routes from '../../contract/routes/measures.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { toMs } from '../../kit/time.ts'
import { findMeasures } from './store.ts'

/** What citizens said about endings, in public: as a page drawn by `page`, and as data. */
export function measuresAnswers(page: (view: MeasuresView, language: Ask['language']) => string): Answer[] {
  const readAll = rememberMeasures()
  return [
    answer(routes.showMeasures, async ({ query }, ask) => {
      const view = await readAll(ask, query.period)
      void ask.reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
      return page(view, ask.language)
    }),
    answer(routes.readMeasures, ({ query }, ask) => readAll(ask, query.period)),
  ]
}

const liveMs = 60_000
const mostKept = 20

/** Asked by many, they are made once a minute for each period. */
function rememberMeasures(): (ask: Ask, period?: string) => Promise<MeasuresView> {
  const kept = new Map<string, { readonly at: number; readonly view: MeasuresView }>()
  return async ({ db, now }, period) => {
    const known = kept.get(period ?? '')
    const age = known === undefined ? liveMs : toMs(now) - known.at
    if (known !== undefined && age >= 0 && age < liveMs) return known.view
    const view = (await findMeasures(db, now, period)) ?? refuse('notFound')
    if (kept.size >= mostKept) kept.clear()
    kept.set(period ?? '', { at: toMs(now), view })
    return view
  }
}

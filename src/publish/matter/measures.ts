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

/** Asked by many, they are made once a minute for each period there is; any other is the newest. */
function rememberMeasures(): (ask: Ask, period?: string) => Promise<MeasuresView> {
  const kept = new Map<string, { readonly at: number; readonly view: Promise<MeasuresView | undefined> }>()
  const read = async ({ db, now }: Ask, period?: string): Promise<MeasuresView> => {
    const key = period ?? ''
    const known = kept.get(key)
    const age = known === undefined ? liveMs : toMs(now) - known.at
    const fresh = known !== undefined && age >= 0 && age < liveMs
    const view = fresh ? known.view : findMeasures(db, now, period)
    if (!fresh) kept.set(key, { at: toMs(now), view })
    const found = await view.catch((failure: unknown) => {
      kept.delete(key)
      throw failure
    })
    if (found !== undefined) return found
    kept.delete(key)
    return refuse('notSetUp')
  }
  return async (ask, period) => {
    const newest = await read(ask)
    return period === undefined || period === newest.period || !newest.periods.includes(period)
      ? newest
      : read(ask, period)
  }
}

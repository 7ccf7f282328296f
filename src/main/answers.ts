import {
  renderBoard,
  renderBoards,
  renderCounts,
  renderLog,
  renderPoster,
  renderReceipt,
  renderVerify,
} from '../../web/board/render.tsx'
import { queuePages } from '../../web/citizen/queueRender.tsx'
import { renderMatter, renderMatterForm, renderMatterGone, renderMeasures } from '../../web/citizen/render.tsx'
import { visitPages } from '../../web/citizen/visitRender.tsx'
import { renderMonthPaper } from '../../web/print/render.tsx'
import { attendanceActs, attendanceAnswers } from '../attendance/answers.ts'
import { attendanceProjections } from '../attendance/projections.ts'
import { calendarActs, calendarAnswers } from '../calendar/routes.ts'
import { calendarProjection } from '../calendar/store.ts'
import type { Projection } from '../fact/append.ts'
import type { Answer, Ask } from '../http/answer.ts'
import { addDays, dayOf, instantAt } from '../kit/time.ts'
import type { LogDesk } from '../ledger/log.ts'
import { matterAnswers } from '../matter/handling/answers.ts'
import { matterProjection } from '../matter/handling/projection.ts'
import { noticeAnswers } from '../matter/notice/answers.ts'
import { noticeProjection } from '../matter/notice/projection.ts'
import { type NoticeSettings, quietSettings } from '../matter/notice/settings.ts'
import { open311Answers } from '../matter/open311/answers.ts'
import { problemAnswers } from '../matter/open311/deskAnswers.ts'
import { open311Projection } from '../matter/open311/projection.ts'
import { queueAnswers } from '../matter/queue/answers.ts'
import { queueProjection } from '../matter/queue/projection.ts'
import { findQueue } from '../matter/queue/store.ts'
import { callBackAnswers } from '../matter/rating/callBacks.ts'
import { exclusionAnswers } from '../matter/rating/exclusions.ts'
import { pressureAnswer } from '../matter/rating/pressure.ts'
import { ratingProjection } from '../matter/rating/projection.ts'
import { ratingKeyOf } from '../matter/rating/sealing.ts'
import { receiptKioskAnswers } from '../matter/receipt/atKiosk.ts'
import { matterTypeActs } from '../matter/types/acts.ts'
import { matterTypeAnswers } from '../matter/types/answers.ts'
import { matterTypeProjection } from '../matter/types/projection.ts'
import { visitAnswers } from '../matter/visit/answers.ts'
import { visitProjection } from '../matter/visit/projection.ts'
import { peopleProjections } from '../people/projections.ts'
import { accountAnswers, roleGrantAct } from '../people/routes/accounts.ts'
import { adviceAnswers } from '../people/routes/advice.ts'
import { auditAnswers } from '../people/routes/audit.ts'
import { consentAnswers } from '../people/routes/consents.ts'
import { originOf } from '../people/routes/entry.ts'
import { importAnswers } from '../people/routes/import.ts'
import { logInAnswers } from '../people/routes/log-in.ts'
import { oidcAnswers } from '../people/routes/oidc.ts'
import { type OwnSources, ownRecordAnswer } from '../people/routes/own-record.ts'
import { proposalAnswers } from '../people/routes/proposals.ts'
import { secondFactorAnswers } from '../people/routes/second-factors.ts'
import { setUpAnswers } from '../people/routes/set-up.ts'
import { staffAnswers } from '../people/routes/staff.ts'
import { treeAnswers } from '../people/routes/tree.ts'
import type { PeopleSettings } from '../people/settings.ts'
import { adviceProjection } from '../people/store/advice.ts'
import { type PresenceDeps, presenceAnswers } from '../presence/center/answers.ts'
import { listGradedCheckIns } from '../presence/center/checkIns.ts'
import { presenceProjections } from '../presence/center/projections.ts'
import { countsProjection } from '../publish/counts/projection.ts'
import { logAnswers } from '../publish/log/answers.ts'
import { matterPageAnswers } from '../publish/matter/answers.ts'
import { measuresAnswers } from '../publish/matter/measures.ts'
import { receiptAnswers } from '../publish/receipt/answers.ts'
import { publishAnswers } from '../publish/routes.ts'
import { spanOfDays } from '../roster/duty.ts'
import { rosterProjection } from '../roster/projection.ts'
import { requestProjection } from '../roster/requests/projection.ts'
import { requestAnswers } from '../roster/requests/routes.ts'
import { rosterActs, rosterAnswers } from '../roster/routes.ts'
import { listDutiesOf } from '../roster/store.ts'

/** The read tables of the center, in the order of the house. */
export const centerProjections: readonly Projection[] = [
  ...peopleProjections,
  adviceProjection,
  calendarProjection,
  rosterProjection,
  requestProjection,
  ...presenceProjections,
  open311Projection,
  matterTypeProjection,
  matterProjection,
  ratingProjection,
  visitProjection,
  queueProjection,
  noticeProjection,
  ...attendanceProjections,
  countsProjection,
]

const pages = {
  board: renderBoard,
  boards: renderBoards,
  poster: renderPoster,
  counts: renderCounts,
}
const matterPages = {
  form: renderMatterForm,
  gone: renderMatterGone,
  matter: renderMatter,
  measures: renderMeasures,
}
const receiptPages = { receipt: renderReceipt, verify: renderVerify }

const hasQueue = async ({ db, countyId }: Ask, siteId: string): Promise<boolean> =>
  (await findQueue(db, countyId, siteId))?.open ?? false

/** Every answer of the center, room by room. */
export function listAnswers(
  settings: PeopleSettings,
  presence: Omit<PresenceDeps, 'projections' | 'logHead'>,
  log: LogDesk,
  notices: NoticeSettings = quietSettings,
): Answer[] {
  const publicUrl = (ask: Ask): string => originOf(ask, settings)
  return [
    ...setUpAnswers(settings),
    ...logInAnswers(settings),
    ...secondFactorAnswers(settings),
    ...oidcAnswers(settings),
    ...accountAnswers(settings),
    ...auditAnswers,
    ...treeAnswers,
    ...staffAnswers,
    ...importAnswers,
    ...consentAnswers,
    ...adviceAnswers,
    ...proposalAnswers([roleGrantAct, ...calendarActs, ...rosterActs, ...attendanceActs, ...matterTypeActs]),
    ownRecordAnswer(ownSources),
    ...calendarAnswers,
    ...rosterAnswers((ask) => originOf(ask, settings)),
    ...requestAnswers,
    ...presenceAnswers({ ...presence, ...presenceNeeds(log, settings) }),
    ...matterAnswers,
    ...callBackAnswers({ key: ratingKeyOf(settings.sealingKey), log }),
    ...exclusionAnswers,
    pressureAnswer,
    ...visitAnswers({ pages: visitPages, publicUrl, hasQueue }),
    ...queueAnswers({ pages: queuePages, publicUrl }),
    ...receiptKioskAnswers(),
    ...matterTypeAnswers,
    ...open311Answers(publicUrl),
    ...problemAnswers,
    ...noticeAnswers({ ...notices, sealingKey: settings.sealingKey }),
    ...attendanceAnswers(renderMonthPaper),
    ...publishAnswers({ pages, publicUrl, log }),
    ...matterPageAnswers({ pages: matterPages, key: ratingKeyOf(settings.sealingKey) }),
    ...measuresAnswers(renderMeasures),
    ...receiptAnswers({ pages: receiptPages, publicUrl, log }),
    ...logAnswers({ log, page: renderLog, publicUrl }),
  ]
}

const presenceNeeds = (log: LogDesk, { publicUrl }: PeopleSettings) => ({
  projections: centerProjections,
  logHead: () => log.find()?.head() ?? null,
  givesNumbers: hasQueue,
  publicUrl,
})

const ownDays = 31

const ownSources: OwnSources = {
  listCheckIns: (db, countyId, staffId, now) => {
    const from = instantAt(addDays(dayOf(now), -ownDays), '00:00')
    return listGradedCheckIns(db, countyId, { staffId, from }, now)
  },
  listDuties: (db, countyId, staffId, now) => {
    const today = dayOf(now)
    return listDutiesOf(db, countyId, staffId, spanOfDays(addDays(today, -ownDays), addDays(today, ownDays)))
  },
}

import type { FactKind } from '../../src/fact/fact.ts'

/**
 * Who makes a kind of fact: a route (that a page asks, or a form posts to), somebody at a kiosk, the station by itself, or
 * the center's timetable; and the source file that drafts it.
 */
export interface Made {
  readonly by: readonly string[]
  readonly file: string
}

/** Where a user reads it: a page of the console (folder), with the route that its source asks. */
export interface Read {
  readonly page: string
  readonly route: string
}

const audit: Read = { page: 'audit', route: 'readAudit' }
const row = (by: string | readonly string[], file: string, read: Read = audit): readonly [Made, Read] => [
  { by: typeof by === 'string' ? [by] : by, file: `src/${file}` },
  read,
]
const on = (page: string, route: string): Read => ({ page, route })

/** Every kind of fact, who can make it, and where it can be read. */
export const kindsTable: Readonly<Record<FactKind, readonly [Made, Read]>> = {
  countyNamed: row(['setUp', 'keepCounty'], 'people/routes/tree.ts'),
  unitKept: row(['setUp', 'keepUnit'], 'people/routes/tree.ts'),
  siteKept: row(['setUp', 'keepSite'], 'people/routes/tree.ts'),
  staffKept: row(['keepStaff', 'confirmImport'], 'people/routes/staff.ts'),
  pinSet: row('setPin', 'people/routes/staff.ts'),
  accountOpened: row(['setUp', 'invite'], 'people/routes/accounts.ts'),
  accountClosed: row('closeAccount', 'people/routes/accounts.ts'),
  roleGranted: row('grantRole', 'people/routes/accounts.ts'),
  roleRevoked: row('revokeRole', 'people/routes/accounts.ts'),
  loggedIn: row('logIn', 'people/routes/entry.ts'),
  logInRefused: row('logIn', 'people/routes/entry.ts'),
  loggedOut: row('logOut', 'people/routes/log-in.ts'),
  secondFactorSet: row(['confirmTotp', 'confirmPasskey'], 'people/routes/second-factors.ts'),
  passwordChanged: row('changePassword', 'people/routes/log-in.ts'),
  staffImported: row('confirmImport', 'people/routes/import.ts'),
  staffExported: row('exportStaff', 'people/routes/import.ts'),
  consentGiven: row('giveConsent', 'people/routes/consents.ts'),
  consentWithdrawn: row(['withdrawConsent', 'kiosk'], 'people/routes/consents.ts'),
  stationKept: row(['inviteStation', 'revokeStation'], 'presence/center/deviceAnswers.ts'),

  changeProposed: row(['grantRole', 'keepDuty'], 'people/proposing.ts'),
  changeMadeAlone: row(['grantRole', 'keepDuty'], 'people/proposing.ts'),
  changeConfirmed: row('confirmProposal', 'people/routes/proposals.ts'),
  changeDeclined: row('declineProposal', 'people/routes/proposals.ts'),
  changeWithdrawn: row('withdrawProposal', 'people/routes/proposals.ts'),

  holidayNoticeKept: row('keepHolidayNotice', 'calendar/acts.ts'),
  dayOverrideKept: row('keepDayOverride', 'calendar/acts.ts'),
  dayOverrideLifted: row('liftDayOverride', 'calendar/acts.ts'),

  dutyKept: row(['keepDuty', 'fillDuties', 'importDuties'], 'roster/dutyActs.ts'),
  dutyCancelled: row('cancelDuty', 'roster/dutyActs.ts'),
  outingKept: row(['keepOuting', 'makeRequest'], 'roster/requests/asking.ts', on('duties', 'listDuties')),
  outingEnded: row('endOuting', 'roster/requests/asking.ts', on('duties', 'listDuties')),
  shiftKept: row('keepShift', 'roster/routes/shifts.ts'),
  patternKept: row('keepPattern', 'roster/routes/shifts.ts'),
  assignmentKept: row('keepAssignment', 'roster/assignmentActs.ts'),
  assignmentEnded: row('endAssignment', 'roster/assignmentActs.ts'),
  swapAsked: row('askSwap', 'roster/routes/swaps.ts'),
  swapAnswered: row('answerSwap', 'roster/routes/swaps.ts'),
  feedOpened: row('openFeed', 'roster/routes/feeds.ts'),
  feedClosed: row('closeFeed', 'roster/routes/feeds.ts'),
  digestGiven: row('timetable', 'roster/digest.ts'),
  requestMade: row('makeRequest', 'roster/requests/asking.ts', on('requests', 'listRequests')),
  requestDecided: row('decideRequest', 'roster/requests/routes.ts'),
  requestWithdrawn: row('withdrawRequest', 'roster/requests/routes.ts', on('requests', 'listRequests')),

  checkIn: row('kiosk', 'presence/kiosk/checkIn.ts', on('today', 'listCheckIns')),
  visitSaid: row('sayServed', 'publish/routes.ts'),
  visitBegun: row(['beginVisit', 'enterVisit', 'kiosk'], 'matter/visit/saying.ts', on('visits', 'listVisits')),
  visitEnded: row(
    ['endVisit', 'beginVisit', 'enterVisit', 'kiosk', 'endVisitAtKiosk'],
    'matter/visit/saying.ts',
    on('visits', 'listVisits'),
  ),
  boardNoted: row(['endVisit', 'enterVisit', 'timetable'], 'matter/visit/saying.ts', on('visits', 'listVisitFindings')),
  visitFindingDecided: row('decideVisitFinding', 'matter/visit/desk.ts'),
  queueKept: row('keepQueue', 'matter/queue/desk.ts'),
  numberTaken: row(['takeNumber', 'takeNumberAtKiosk'], 'matter/queue/taking.ts', on('queue', 'readQueue')),
  numberCalled: row('actAtCounter', 'matter/queue/recording.ts', on('queue', 'readQueue')),
  numberHeld: row('actAtCounter', 'matter/queue/recording.ts', on('queue', 'readQueue')),
  numberDone: row('actAtCounter', 'matter/queue/recording.ts', on('queue', 'readQueue')),
  numberPutBack: row('actAtCounter', 'matter/queue/recording.ts', on('queue', 'readQueue')),
  numberLeft: row(['actAtCounter', 'leaveQueue'], 'matter/queue/recording.ts', on('queue', 'readQueue')),
  countersigned: row(['countersign', 'sayServed'], 'presence/center/checkInAnswers.ts', on('today', 'listCheckIns')),
  attemptJudged: row('kiosk', 'presence/kiosk/attemptFact.ts', on('suspects', 'readReplay')),
  otherWayRefused: row('kiosk', 'presence/kiosk/otherWayMode.ts'),
  templateEnrolled: row('kiosk', 'presence/kiosk/enrolMode.ts', on('consents', 'listEnrolments')),
  enrolmentRefused: row('kiosk', 'presence/kiosk/enrolMode.ts'),
  templateErased: row(['kiosk', 'station'], 'presence/station/erasing.ts', on('consents', 'listEnrolments')),
  kioskBound: row('kiosk', 'presence/kiosk/handshake.ts'),
  kioskTrouble: row('kiosk', 'presence/kiosk/troubles.ts'),
  stationStarted: row('station', 'presence/station/stations.ts'),
  terminalKept: row('keepTerminal', 'presence/terminal/center/answers.ts'),
  terminalPunched: row(
    ['terminal', 'keepTerminalFile'],
    'presence/terminal/station/keeping.ts',
    on('today', 'listCheckIns'),
  ),
  terminalUnread: row('terminal', 'presence/terminal/station/keeping.ts', on('terminals', 'listTerminals')),
  terminalHeard: row('terminal', 'presence/terminal/station/addresses.ts'),
  terminalRefused: row('terminal', 'presence/terminal/station/addresses.ts'),
  terminalFileKept: row('keepTerminalFile', 'presence/terminal/center/fileAnswers.ts'),
  terminalCounted: row('terminal', 'presence/terminal/station/counting.ts'),
  stationCounted: row('station', 'presence/station/counting.ts'),
  deviceSilent: row(['pushFacts', 'timetable'], 'presence/center/completeness/listening.ts'),
  deviceAlarmed: row(['pushFacts', 'timetable'], 'presence/center/completeness/comparing.ts'),

  suspectRaised: row(
    ['lookForSuspects', 'timetable'],
    'presence/center/suspect/look.ts',
    on('suspects', 'listSuspects'),
  ),
  suspectDecided: row('decideSuspect', 'presence/center/suspect/answers.ts'),
  suspectAppealed: row('appealSuspect', 'presence/center/suspect/ownAnswers.ts', on('suspects', 'listSuspects')),
  suspectAppealDecided: row('decideSuspectAppeal', 'presence/center/suspect/answers.ts'),
  caseFiled: row('decideSuspect', 'presence/center/suspect/answers.ts', on('suspects', 'readCaseFile')),
  spotCheckAnnounced: row('announceSpotCheck', 'presence/center/spotCheck/answers.ts'),
  spotCheckDrawn: row('drawSpotCheck', 'presence/center/spotCheck/answers.ts'),
  spotCheckRecorded: row('recordSpotCheck', 'presence/center/spotCheck/answers.ts'),

  attendanceRuleKept: row('keepRule', 'attendance/routes/rules.ts'),
  attendanceRuleLifted: row('liftRule', 'attendance/routes/rules.ts'),
  caseDecided: row('decideCase', 'attendance/routes/cases.ts'),
  monthFinalised: row('finaliseMonth', 'attendance/routes/month.ts'),
  monthRowPrinted: row('finaliseMonth', 'attendance/routes/month.ts', on('sheet', 'readMonthSheet')),
  monthExported: row('exportMonthSheet', 'attendance/routes/month.ts'),
  bulletinOpened: row('readBulletin', 'attendance/routes/bulletin.ts'),
  adviceGiven: row('giveAdvice', 'people/routes/advice.ts', on('advice', 'listAdvice')),
  adviceAnswered: row('answerAdvice', 'people/routes/advice.ts', on('me', 'listOwnAdvice')),
  factErased: row('eraseSuspect', 'fact/erasure.ts'),

  mailAddressSet: row('keepMailAddress', 'matter/notice/answers.ts'),
  webhookKept: row('makeWebhook', 'matter/notice/answers.ts'),
  webhookSwitched: row('switchWebhook', 'matter/notice/answers.ts'),
  webhookEnded: row('endWebhook', 'matter/notice/answers.ts'),

  matterTypeKept: row(
    ['keepMatterType', 'importMatterTypes'],
    'matter/types/acts.ts',
    on('matterTypes', 'listMatterTypes'),
  ),
  matterTypeRetired: row('retireMatterType', 'matter/types/answers.ts', on('matterTypes', 'listMatterTypes')),
  workingHoursKept: row('keepWorkingHours', 'matter/types/acts.ts', on('matterTypes', 'listWorkingHours')),

  matterTaken: row('takeMatter', 'matter/handling/taking.ts', on('matters', 'readMatter')),
  matterWordsKept: row('takeMatter', 'matter/handling/taking.ts', on('matters', 'readMatter')),
  matterWordsErased: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  missingTold: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  materialsSupplied: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterAccepted: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  stepFinished: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  handOverOffered: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  handOverTaken: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  handOverRefused: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  handOverWithdrawn: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterPaused: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterResumed: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterExtended: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterFinished: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterRefused: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterWithdrawn: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterReopened: row(['actOnMatter', 'reopenAtKiosk'], 'matter/handling/judge.ts', on('matters', 'readMatter')),
  matterLinked: row('actOnMatter', 'matter/handling/judge.ts', on('matters', 'readMatter')),
  clocksSet: row(['takeMatter', 'actOnMatter'], 'matter/handling/keeping.ts', on('matters', 'readMatter')),

  ratingRightUsed: row('rateMatter', 'matter/rating/rating.ts'),
  ratingRefused: row('rateMatter', 'matter/rating/rating.ts'),
  ratingsReleased: row('timetable', 'matter/rating/releasing.ts'),
  exclusionAsked: row('askExclusion', 'matter/rating/exclusions.ts', on('callBacks', 'listExclusions')),
  exclusionDecided: row('decideExclusion', 'matter/rating/exclusions.ts', on('callBacks', 'listExclusions')),
  callBackAnnounced: row('announceCallBack', 'matter/rating/callBacks.ts', on('callBacks', 'listCallBacks')),
  callBackDrawn: row('drawCallBack', 'matter/rating/callBacks.ts', on('callBacks', 'listCallBacks')),
  callBackCalled: row('recordCall', 'matter/rating/calling.ts', on('callBacks', 'readCallBack')),

  open311KeyMade: row('make311Key', 'matter/open311/deskAnswers.ts', on('problems', 'list311Keys')),
  open311KeyRevoked: row('revoke311Key', 'matter/open311/deskAnswers.ts', on('problems', 'list311Keys')),
  problemReleased: row('judgeProblem', 'matter/open311/deskAnswers.ts', on('problems', 'listProblems')),
  problemHidden: row('judgeProblem', 'matter/open311/deskAnswers.ts', on('problems', 'listProblems')),
}

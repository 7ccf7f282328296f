/**
 * Every refusal of the product: name → status, Chinese, English. Screens translate the name; nobody writes an error
 * sentence elsewhere. Keep the names in alphabetical order.
 */
export const refusals = {
  alreadyDone: [409, '已经办过，无需重复。', 'This has been done already.'],
  appealTooLate: [409, '申诉期限已过。', 'The time for an appeal is over.'],
  assignmentOverlaps: [409, '此人在这段时间已有排班规律。', 'This person follows another pattern in that time.'],
  badInput: [400, '输入有误，请检查后重试。', 'The input is not valid. Please check it and try again.'],
  beaconNotYet: [409, '公告的随机数尚未公布。', 'The public number that was announced is not published yet.'],
  beaconTooOld: [
    409,
    '该随机数在公告抽查时已可得知，不能用来抽取。',
    'This public number could be known when the spot check was announced: it may not draw.',
  ],
  callerTooClose: [
    409,
    '回访须由另一个单位来做，不能是被评单位自己、它的上级或下级。',
    'Another office makes the calls: neither the one they are about nor one above or below it.',
  ],
  callRepeated: [409, '此请求已处理过。', 'This very call was made before.'],
  cardNoTaken: [409, '此卡号已属于另一位在岗人员。', 'This card already belongs to another member of staff.'],
  caseOtherwise: [
    409,
    '该半天现在的结论不允许这样处理，请刷新后查看。',
    'The verdict of this half-day is another one now. Please look again.',
  ],
  centerAway: [503, '暂时联系不上中心，请稍后再试。', 'The center cannot be reached now. Please try again later.'],
  centerBusy: [503, '中心正忙，请稍后再传。', 'The center is busy. Please come back a little later.'],
  checkInsWanted: [
    400,
    '请选出不是本人所做的签到。',
    'Please name the check-ins that were not made by whom they name.',
  ],
  claimUnknown: [404, '没有找到该工号或卡号。', 'There is no such employee number or card here.'],
  codeUnknown: [
    404,
    '没有查到这个编号，可能输错了一位，请对照再输一次。',
    'Nothing has this code. One character may be wrong: please compare and type it again.',
  ],
  codeWrong: [401, '验证码不正确或已用过。', 'The code is wrong or was used before.'],
  confirmConcerned: [403, '这项更改涉及您本人，须由他人复核。', 'This change concerns you: somebody else confirms it.'],
  confirmDirectBoss: [
    403,
    '直接上级不能复核旷工认定，须由考勤员或更上一级复核。',
    'The direct boss may not confirm an absence: the clerk or somebody above may.',
  ],
  confirmFromAbove: [
    403,
    '这项更改涉及本单位负责人或整个单位，须由上一级复核。',
    'This change concerns the head of the unit, or the whole unit: somebody from above it confirms it.',
  ],
  confirmNoOffice: [403, '您没有复核这项更改的职责。', 'You hold no office that may confirm this change.'],
  confirmOwn: [
    403,
    '不能复核自己提出的更改，须由另一人复核。',
    'Nobody confirms his own proposal: another person does.',
  ],
  consentTextChanged: [409, '同意书文本已更新，请重新阅读。', 'The consent text has changed. Please read it again.'],
  consentWanted: [409, '没有有效的单独同意，不能采集人脸。', 'There is no live consent: the face may not be enrolled.'],
  csrfWrong: [403, '页面已过期，请刷新后重试。', 'This page is out of date. Please reload and try again.'],
  dayOutOfReach: [409, '日期太早或太晚，不能申请。', 'The day lies too far back or too far ahead.'],
  daysWrong: [400, '日期不对，或范围过长。', 'These days are not in order, or too many.'],
  decisionOnSelf: [403, '不能审批自己的申请。', 'Nobody decides about himself.'],
  deviceClockWrong: [409, '站点机时钟偏差过大。', 'The clock of the station is too far off.'],
  directBoss: [
    403,
    '直接上级不能认定旷工，请由考勤员或更上一级认定。',
    'The direct boss may not call it an absence: the clerk or somebody above may.',
  ],
  diskFull: [
    507,
    '磁盘已满，暂时无法保存。请联系管理员。',
    'The disk is full: nothing can be kept now. Please tell the administrator.',
  ],
  dutyBegun: [409, '值班已经开始，不能换班。', 'The duty has begun: it cannot be exchanged.'],
  dutyCancelled: [409, '此班次已取消，请另排新的班次。', 'This duty was cancelled: a new one wants a new id.'],
  dutyOverlaps: [409, '此人在这段时间已有值班。', 'This person is on duty at that time already.'],
  employeeNoTaken: [
    409,
    '此工号已属于另一位在岗人员。',
    'This employee number already belongs to another member of staff.',
  ],
  enrolmentCodeWrong: [404, '采集码不正确、已使用或已过期。', 'The enrolment code is wrong, was used, or has expired.'],
  enrolmentFailed: [422, '采集未成功，请重试。', 'The enrolment did not succeed. Please try again.'],
  exclusionTooClose: [
    403,
    '剔除须由本单位以外的另一人批准。',
    'What is left out of the measures is approved by another person, from outside that office.',
  ],
  extendedOnce: [409, '只能延期一次，已经延期过。', 'It may be extended once, and was.'],
  extensionTooLate: [409, '已经超期，不能再延期。', 'It is overdue already: what is late does not become in time.'],
  extensionTooLong: [400, '延期不能超过十个工作日。', 'It may be extended by ten working days at most.'],
  faceAway: [
    503,
    '人脸识别暂不可用，请用其他方式签到。',
    'Face recognition is not available now. Please check in another way.',
  ],
  faceSameAs: [409, '此人脸已登记为他人。', 'This face is enrolled as somebody else.'],
  fileSuspicious: [
    413,
    '文件展开后过大或内部不一致，已拒绝。',
    'The file would unpack to too much, or contradicts itself: refused.',
  ],
  fileUnreadable: [400, '无法读取该文件。请使用 XLSX 或 CSV。', 'The file cannot be read. Please use XLSX or CSV.'],
  forbidden: [403, '您没有权限执行此操作。', 'You are not allowed to do this.'],
  fourReasonWanted: [400, '每天四次签到须说明理由；两次则不填。', 'Four check-ins a day need a reason; two need none.'],
  grantToSelf: [
    403,
    '不能给自己授予或撤销角色，也不能停用自己的账号。',
    'Nobody changes the roles of, or closes, an account of their own.',
  ],
  halfNotOver: [
    409,
    '该半天尚未结束，或签到记录可能还会到达。',
    'This half-day is not over, or its check-ins may still come.',
  ],
  handOverToHolder: [409, '此事项已在该人或该单位手中。', 'Whoever it is offered to has it already.'],
  hoursEmpty: [400, '每周至少要有一个工作时段。', 'A week wants at least one period of work.'],
  idempotencyConflict: [
    409,
    '同一请求编号已用于不同的内容。',
    'The same request key was used for something else before.',
  ],
  importGone: [404, '预览已过期或已使用，请重新上传。', 'The preview has expired or was used. Please upload again.'],
  importHasBadRows: [409, '有不合格的行，未导入任何数据。', 'Some rows are bad: nothing was imported.'],
  invitationGone: [404, '邀请链接无效、已使用或已过期。', 'The invitation is not valid, was used, or has expired.'],
  kioskAlreadyOpen: [409, '此终端已在另一页面打开。', 'This kiosk is open in another page.'],
  kioskLinkGone: [404, '绑定链接无效、已使用或已过期。', 'The link is not valid, was used, or has expired.'],
  kioskUnknown: [403, '此浏览器不是本站点绑定的终端。', 'This browser is not a kiosk of this station.'],
  lastSecurityAdmin: [409, '这是最后一位安全管理员，不能撤销。', 'This is the last security administrator.'],
  leaveBegun: [409, '已经开始，不能撤回。', 'It has begun and can no longer be taken back.'],
  leaveSpanWrong: [
    400,
    '请假结束不能早于开始，且不超过 366 天。',
    'Leave must not end before it starts, and lasts at most 366 days.',
  ],
  legendAmbiguous: [
    400,
    '不同的结论不能用同一个符号，否则无法统计。',
    'Two verdicts share a sign: they could not be counted.',
  ],
  logInFailed: [401, '登录名或密码不正确。', 'The login or the password is wrong.'],
  logInLocked: [429, '失败次数过多，请稍后再试。', 'Too many failures. Please try again later.'],
  loginTaken: [409, '此登录名已被使用。', 'This login is taken.'],
  materialsLacking: [
    409,
    '材料不齐，不能受理。请一次性告知所缺的全部材料。',
    'Materials are missing: it cannot be accepted. Tell everything that is missing, once.',
  ],
  materialUnknown: [
    400,
    '所列材料不在该事项的材料清单上，不得要求提供。',
    'What is not on the list of this kind of matter may not be asked for.',
  ],
  matterAccepted: [
    409,
    '已经受理（或依法视为受理），不能再要求补正。',
    'It was accepted, or is by law: nothing more may be asked for.',
  ],
  matterCodeUnknown: [
    404,
    '没有找到这个事项的回执编号，请核对后再输，也可以不填。',
    'There is no matter with this receipt code. Please check it, or leave it out.',
  ],
  matterOtherwise: [
    409,
    '事项现在的状态不允许这样办理，请刷新后查看。',
    'The matter stands otherwise now. Please look again.',
  ],
  matterTypeWrong: [
    400,
    '事项设置有误，请按提示修改。',
    'The kind of matter is not set up rightly: please see what is wrong.',
  ],
  messageWrong: [400, '终端发来的数据无法识别。', 'What the kiosk sent cannot be read.'],
  missingToldOnce: [
    409,
    '应当一次性告知需要补正的全部内容：已经告知过，不得再次提出新的材料要求（行政许可法第三十二条）。',
    'All that is missing is told once, and it was: nothing new may be asked for now (Administrative Licensing Law, art. 32).',
  ],
  monthEmpty: [
    409,
    '本月没有人员记录，没有可以打印的内容。',
    'Nobody is on record in this month: there is nothing to print.',
  ],
  monthKeptWhole: [
    409,
    '此人在旧版定稿的考勤表上，不能单独删除。',
    'A month printed by an earlier version holds this person: one row of it cannot be destroyed alone.',
  ],
  monthNotCovered: [
    409,
    '本月的放假安排尚未录入，不能定稿。',
    'The holidays of this month are not known: it cannot be finalised.',
  ],
  monthNotOver: [409, '本月尚未结束，不能定稿。', 'The month is not over: it cannot be finalised.'],
  nobodyToCall: [409, '现在没有人在等，或本窗口没有叫号。', 'Nobody waits, or this counter has no number.'],
  nobodyToConfirm: [
    409,
    '这项更改须由另一人复核，但可复核的人都与此事有关。请先由上一级指定复核人。',
    'Another person must confirm this change, but all who could are concerned by it. Somebody above must be appointed first.',
  ],
  nobodyToDraw: [409, '该单位没有可抽查的人员。', 'Nobody works in this unit: there is nobody to draw.'],
  notFound: [404, '没有找到。', 'Not found.'],
  nothingToAppeal: [409, '没有可申诉的决定。', 'There is no decision to appeal against.'],
  notLoggedIn: [401, '请先登录。', 'Please log in first.'],
  notSetUp: [404, '这里还没有完成初始设置，暂时没有内容。', 'Nothing is set up here yet: there is nothing to see.'],
  noWorkingTime: [
    409,
    '工作时间安排中没有足够的工作时间，无法计算期限。',
    'The working hours never come to so much time: no deadline can be told.',
  ],
  numberOtherwise: [
    409,
    '这个号现在的状态不允许这样办，请刷新后查看。',
    'This number stands otherwise now. Please look again.',
  ],
  oidcFailed: [401, '统一身份认证登录失败。', 'Logging in through the identity provider failed.'],
  oidcOff: [404, '未启用统一身份认证。', 'No identity provider is configured.'],
  otherStays: [
    409,
    '“其他事项”不能停用，以免群众无处可办。',
    'The kind “other” cannot be retired: nobody may be turned away.',
  ],
  otherWayLocked: [429, '失败次数过多，请稍后再试。', 'Too many failures. Please try again later.'],
  otherWayWrong: [401, '工号（或卡号）与密码不符。', 'The employee number (or card) and the PIN do not match.'],
  ownCase: [403, '不能处理自己的考勤。', 'Nobody decides about his own attendance.'],
  ownDecision: [403, '申诉须由另一人处理。', 'An appeal is decided by another person.'],
  ownEntry: [
    403,
    '这项申请由您代录，须由另一人审批。',
    'You wrote this request down yourself: another person decides it.',
  ],
  pageTooFar: [
    400,
    '翻得太远，请用 start_date、end_date 缩短日期范围。',
    'This page lies too far back. Ask for fewer days with start_date and end_date.',
  ],
  passkeyFailed: [401, '通行密钥验证失败。', 'The passkey was not accepted.'],
  passwordWeak: [400, '密码过于简单。', 'The password is too simple.'],
  passwordWrong: [403, '原密码不正确。', 'The old password is wrong.'],
  pauseUntilWrong: [
    400,
    '预计结束日应为今天或以后，且不超过半年。',
    'The expected end must be today or later, within half a year.',
  ],
  periodsOverlap: [
    400,
    '时段重叠、顺序不对，或超过一昼夜。',
    'The periods overlap, are out of order, or take more than a day.',
  ],
  pinWrong: [401, '密码不正确。', 'The PIN is wrong.'],
  proposalLapsed: [
    409,
    '超过 14 天无人复核，已失效，请重新提出。',
    'Nobody confirmed it within 14 days: please propose it anew.',
  ],
  proposalOutdated: [
    409,
    '提出之后情况已有变化，请退回并重新提出。',
    'What it would change has changed since it was proposed: decline it, and let it be proposed anew.',
  ],
  queueClosed: [409, '这里现在不取号，请直接到窗口。', 'No numbers are given here now. Please go to the counter.'],
  queueFull: [
    409,
    '排队的人已经很多，手机上暂不取号，请到现场取号或问工作人员。',
    'So many wait that phones are given no more numbers for now. Please take one at the site, or ask there.',
  ],
  ratedAlready: [409, '这一次已经评过，不能再评。', 'This time was answered already.'],
  ratingByStaff: [
    403,
    '工作人员设备不能代评。',
    'Somebody who works here is logged in on this device: nobody rates in a citizen’s place.',
  ],
  ratingNotAsked: [409, '现在不能评价这件事。', 'Nobody is asked about this matter now.'],
  reasonWanted: [400, '请写明理由。', 'Please give a reason.'],
  requestOverlaps: [409, '与已有的申请重叠。', 'This overlaps a request made before.'],
  revisionReasonWanted: [
    400,
    '本月已经定稿，修订须写明原因。',
    'The month was finalised before: a revision needs a reason.',
  ],
  rolesExclude: [
    409,
    '该角色不能与此人已有的角色并存。',
    'This role cannot be held together with those the person has.',
  ],
  ruleInPrint: [
    409,
    '已有定稿月份按此规则评定，不能撤回；请新建规则。',
    'A finalised month was judged by this rule: it cannot be taken back. Make a new one.',
  ],
  ruleSeenOtherwise: [
    409,
    '影响的半天数与您看到的不同，请重新预览。',
    'The rule would change another number of half-days than you saw. Please look again.',
  ],
  ruleTooOld: [
    400,
    '规则最早只能从一年前生效；更早的请新建一条。',
    'A rule may begin a year ago at the earliest; make a new one instead of changing an older one.',
  ],
  secondSecurityAdmin: [
    409,
    '只剩两位安全管理员时，不能由其中一位撤销另一位，否则授权将无人复核。请先增加一位，或由系统管理员停用账号。',
    'Of two security administrators neither may revoke the other: nobody would be left to confirm. Add one first, or let the system administrator close the account.',
  ],
  setUpDone: [409, '已完成初始设置。', 'The set-up is done already.'],
  setUpTokenWrong: [
    403,
    '初始设置链接无效。请使用程序启动时显示的链接。',
    'The set-up link is not valid. Use the one the program printed at its start.',
  ],
  shiftsOverlap: [409, '前一班未结束，后一班已开始。', 'A shift runs into the one of the next day.'],
  siteHasStation: [
    409,
    '该站点已有站点机。要换机器，请先停用原来的。',
    'This site has a station already. To replace the machine, revoke the old one first.',
  ],
  snapshotDoubted: [
    502,
    '收到的名单不是本中心签发的，未采用。',
    'What came is not what our center signed: it was not taken.',
  ],
  spanWrong: [400, '结束须晚于开始，且不超过两天。', 'It must end after it starts, within two days.'],
  spotCheckTimeWrong: [
    409,
    '检查时间须在抽取之后、现在之前。',
    'It must have been found after the draw and before now.',
  ],
  staffAway: [409, '此人这段时间请假或外出。', 'This person is on leave or in the field at that time.'],
  staffElsewhere: [
    403,
    '此人不在该站点工作，也不属于您管理的单位，请由上级考勤员排班。',
    'This person neither works at the site nor belongs to your units: a clerk above both may roster him.',
  ],
  staffLeft: [409, '此人已离岗。', 'This person has left.'],
  staffWanted: [409, '此角色需要账号关联工作人员。', 'This role needs an account that belongs to a member of staff.'],
  stationCodeWrong: [404, '加入码不正确、已使用或已过期。', 'The joining code is wrong, was used, or has expired.'],
  stationElsewhere: [
    409,
    '本程序只是中心，不带站点机。请在站点的电脑上用加入码设站点机。',
    'This program is a center only. Set the station up on the computer at the site, with a joining code.',
  ],
  stationRevoked: [403, '此站点机已停用。', 'This station was revoked.'],
  stillEmployed: [409, '此人尚未离岗，记录不能删除。', 'This person has not left: these records stay.'],
  stillOpen: [
    409,
    '尚未办结，或仍可申诉，不能销毁。',
    'It is not settled, or may still be appealed against: it stays.',
  ],
  stillUsed: [409, '仍在使用，不能停用。', 'It is still in use.'],
  storeAway: [503, '数据库暂时不可用，请稍后再试。', 'The database is away for a moment. Please try again.'],
  surprise: [
    500,
    '系统出现意外，已记录。请稍后再试。',
    'Something unexpected happened and was logged. Please try again later.',
  ],
  swapGone: [409, '相关值班已变动或取消，请重新申请。', 'A duty of this exchange has changed. Please ask again.'],
  takenAtWrong: [
    400,
    '登记时间不能晚于现在，也不能早于七天前。',
    'It cannot have been taken later than now, nor more than seven days ago.',
  ],
  terminalFileUnreadable: [
    400,
    '无法读取该文件。请使用考勤终端导出的 attlog.dat。',
    'The file cannot be read. Please use the attlog.dat a terminal has exported.',
  ],
  terminalPinWrong: [
    409,
    '终端编号重复，或对应的人不在本站点。',
    'A number stands twice, or is said to be of somebody who does not work at this site.',
  ],
  tooLarge: [413, '内容过大。', 'The content is too large.'],
  tooManyFrames: [429, '画面发送过多，连接已断开。', 'Too many frames: the connection was ended.'],
  tooManyPeople: [
    413,
    '人数过多。请选择下级单位或缩短日期；单位本身人数过多的，请先划分下级单位。',
    'Too many people at once. Choose a unit below or fewer days; where one unit alone has that many, divide it first.',
  ],
  tooManyRequests: [429, '操作过于频繁，请稍后再试。', 'Too many requests. Please try again later.'],
  tooManyRows: [
    413,
    '内容过多。请选择下级单位或站点，或缩短日期。',
    'Too much for one answer. Choose a unit below or a site, or fewer days.',
  ],
  unitCycle: [409, '单位不能隶属于自己或自己的下级。', 'A unit cannot stand below itself.'],
  visitOver: [
    409,
    '这次来访的结果已不能再改。可以重新登记一次来访，或打监督电话。',
    'Nothing more can be said of this visit. You can begin another one, or call the complaints number.',
  ],
  webhookAddressWrong: [
    400,
    '接收地址须为 https 网址，且不得指向内网（除非启动时设置 WEBHOOK_PRIVATE=1）。',
    'The address must be https and may not lead into a private network (unless WEBHOOK_PRIVATE=1 is set).',
  ],
  webhookOff: [409, '这个接收程序已停用，请先启用。', 'This webhook is off: please switch it on first.'],
  webhooksTooMany: [
    409,
    '接收程序最多 20 个，请先停用不用的。',
    'There are 20 webhooks already. Please end one first.',
  ],
  weekIncomplete: [400, '按周排的规律须为七天。', 'A weekly pattern has seven days.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

export type RefusalName = keyof typeof refusals

/** A refusal on its way to whoever asked. `detail` names fields or values, never secrets. */
export class Refusal extends Error {
  readonly refusal: RefusalName
  readonly detail: unknown
  constructor(name: RefusalName, detail?: unknown) {
    super(name)
    this.name = 'Refusal'
    this.refusal = name
    this.detail = detail
  }
  get status(): number {
    return refusals[this.refusal][0]
  }
}

export function refuse(name: RefusalName, detail?: unknown): never {
  throw new Refusal(name, detail)
}

/** The sentence of a refusal in a language of the screens. */
export const sentenceOf = (name: RefusalName, language: 'zh' | 'en'): string =>
  refusals[name][language === 'zh' ? 1 : 2]

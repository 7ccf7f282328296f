import { attendanceAudit } from './attendance.ts'
import type { Both, RoomWords } from './room.ts'
import { rosterAudit } from './roster.ts'

const change: Record<string, Both> = {
  roleGrant: ['授权', 'a role'],
  rule: ['规则', 'a rule'],
  ruleLift: ['撤回规则', 'taking back a rule'],
  caseDecision: ['考勤认定', 'a half-day'],
  duties: ['过去的值班', 'duties gone by'],
  dutyCancel: ['取消过去的值班', 'cancelling a duty gone by'],
  assignment: ['过去的排班', 'roster gone by'],
  assignmentEnd: ['结束过去的排班', 'ending a roster gone by'],
  dayOverride: ['过去的工作日', 'a day gone by'],
  dayOverrideLift: ['取消过去的改天', 'taking back a day gone by'],
  holidayNotice: ['放假安排', 'a holiday notice'],
  monthRevision: ['考勤表修订', 'a revision of a sheet'],
  monthErasure: ['从定稿考勤表删除一人', 'erasing one from finalised sheets'],
  matterTypes: ['事项时限放宽', 'longer limits of matters'],
  workingHours: ['过去的工作时间', 'working hours gone by'],
}
const decision = attendanceAudit.values['caseDecided.decision']
const post = rosterAudit.values['assignmentKept.post']
const postName = rosterAudit.fields['assignmentKept.post']

/** Changes that take two persons. */
export const proposalsAudit = {
  kinds: {
    changeProposed: ['提出更改（待第二人）', 'Change proposed'],
    changeConfirmed: ['第二人确认', 'Change confirmed'],
    changeDeclined: ['第二人拒绝', 'Change declined'],
    changeWithdrawn: ['撤回更改', 'Change withdrawn'],
    changeMadeAlone: ['一人办理', 'Change made alone'],
  },
  fields: {
    proposalId: ['更改', 'change'],
    change: ['改什么', 'the change'],
    rule: ['规则', 'rule'],
    duties: ['班次', 'duties'],
    assignment: ['轮班安排', 'assignment'],
    override: ['改某天', 'override'],
    notice: ['放假通知', 'notice'],
    told: ['告知第二人的内容', 'as the second person read it'],
    what: ['事项', 'about'],
    before: ['现在', 'now'],
    after: ['改为', 'then'],
    concern: ['涉及', 'concerns'],
    'changeProposed.hours': ['工作时间', 'working time'],
    'changeMadeAlone.hours': ['工作时间', 'working time'],
    alone: ['没有第二人', 'no second person'],
    'changeProposed.post': postName,
    'changeMadeAlone.post': postName,
  },
  values: {
    'changeProposed.kind': change,
    'changeMadeAlone.kind': change,
    'changeProposed.decision': decision,
    'changeMadeAlone.decision': decision,
    'changeProposed.post': post,
    'changeMadeAlone.post': post,
    'changeMadeAlone.why': {
      setUp: ['初次设置', 'the county was being set up'],
      nobodyElse: ['没有别人可以确认', 'nobody else could confirm'],
    },
  },
} as const satisfies RoomWords

import type { RoomWords } from './room.ts'

/** What bodies of many rooms share. */
export const commonAudit = {
  kinds: {},
  fields: {
    accountId: ['账号', 'account'],
    accountIds: ['账号', 'accounts'],
    day: ['日期', 'day'],
    days: ['日期', 'days'],
    deviceId: ['站点机', 'station'],
    ends: ['结束', 'to'],
    factId: ['记录', 'record'],
    factIds: ['记录', 'records'],
    format: ['格式', 'format'],
    from: ['从', 'from'],
    half: ['半天', 'half'],
    how: ['方式', 'how'],
    kind: ['类型', 'kind'],
    month: ['月份', 'month'],
    name: ['名称', 'name'],
    note: ['备注', 'note'],
    reason: ['原因', 'reason'],
    revoked: ['停用', 'revoked'],
    rows: ['行数', 'rows'],
    siteId: ['站点', 'site'],
    staffId: ['工作人员', 'person'],
    staffIds: ['工作人员', 'people'],
    starts: ['开始', 'from'],
    to: ['到', 'to'],
    unitId: ['单位', 'unit'],
    unitIds: ['单位', 'units'],
    why: ['原因', 'why'],
  },
  values: {
    format: { xlsx: ['Excel 表格', 'Excel sheet'], csv: ['CSV 文件', 'CSV file'], print: ['打印', 'print'] },
    half: { am: ['上午', 'morning'], pm: ['下午', 'afternoon'] },
  },
} as const satisfies RoomWords

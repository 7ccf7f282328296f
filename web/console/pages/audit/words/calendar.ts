import type { RoomWords } from './room.ts'

/** Days off and make-up days. */
export const calendarAudit = {
  kinds: {
    holidayNoticeKept: ['保存放假通知', 'Holiday notice kept'],
    dayOverrideKept: ['改某天上班或休息', 'Day decided otherwise'],
    dayOverrideLifted: ['取消改某天', 'That lifted again'],
  },
  fields: {
    noticeId: ['放假通知', 'notice'],
    year: ['年', 'year'],
    documentNo: ['文号', 'document'],
    source: ['来源', 'source'],
    text: ['全文', 'text'],
    off: ['放假', 'day off'],
    overrideId: ['改某天', 'override'],
    layer: ['由谁定', 'decided by'],
    work: ['上班', 'work'],
    document: ['文件', 'document'],
  },
  values: {
    layer: {
      province: ['省', 'province'],
      county: ['县（区）', 'county'],
      unit: ['单位', 'unit'],
      person: ['对个人', 'for one person'],
    },
  },
} as const satisfies RoomWords

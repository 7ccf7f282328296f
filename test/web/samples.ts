import type { BoardView } from '../../src/contract/routes/board.ts'
import type { VillagersReceipt } from '../../src/contract/routes/receipts.ts'

/** A plain working day at a village: one seen, one expected, one in the field. */
export const boardSample: BoardView = {
  siteId: '01920000-0000-7000-8000-000000000001',
  siteName: '青石村便民服务站',
  unitName: '柳河镇青石村',
  countyName: '示范县',
  demo: true,
  open: true,
  hoursToday: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
  dutyPhone: '0571-88001234',
  now: [
    { name: '李素芬', post: '便民窗口', phone: '13800000001', state: 'seen', from: '08:30', to: '12:00' },
    { name: null, post: '村文书', phone: '', state: 'expected', from: '08:30', to: '12:00' },
    { name: '张建国', post: '网格员', phone: '13800000003', state: 'inTheField', from: '08:30', to: '17:30' },
  ],
  next: { day: '2026-03-02', from: '14:00', name: '王小明', post: '便民窗口' },
  week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    day: `2026-03-0${weekday + 1}`,
    weekday,
    duties:
      weekday > 5
        ? []
        : [
            { name: '李素芬', post: '便民窗口', phone: '13800000001', from: '08:30', to: '12:00' },
            { name: null, post: '村文书', phone: '', from: '14:00', to: '17:30' },
          ],
  })),
  complaints: { name: '县监督投诉中心', phone: '12345' },
  asOf: '2026-03-02T01:05:09.000Z',
}

export const posterCode = {
  qrSvg: '<svg id="qr"></svg>',
  url: 'https://example.org/board/x',
  verifyUrl: 'https://example.org/verify',
  fingerprint: '0123 4567 89ab cdef 0123 4567 89ab cdef',
}

/** A villager has just pressed the button, and the log has promised. */
export const receiptSample: VillagersReceipt = {
  word: 'served',
  paper: {
    factId: '01920000-0000-7000-8000-0000000000f1',
    kind: 'visitSaid',
    at: '2026-03-02T01:05:09.000Z',
    standing: { state: 'promised', before: '2026-03-02T01:15:09.000Z' },
    fileName: 'zaigang-000000f1.promise.txt',
    text: 'zaigang promise v1',
    link: 'https://example.org/verify#AQ',
    code: '<svg id="code"></svg>',
    erased: null,
  },
  siteId: boardSample.siteId,
  siteName: boardSample.siteName,
  countyName: boardSample.countyName,
  demo: true,
  complaints: boardSample.complaints,
  address: 'https://example.org/receipt/01920000-0000-7000-8000-0000000000f1',
  addressCode: '<svg id="address"></svg>',
  verifyUrl: posterCode.verifyUrl,
  fingerprint: posterCode.fingerprint,
  said: true,
  asOf: boardSample.asOf,
}

import * as receipts from '../../src/contract/routes/receipts.ts'
import { find, on, type TestAnswer } from './answering.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h3v3H0z"/></svg>'

/** One's own check-ins, each with a receipt that the log proves. */
export const receiptAnswers: TestAnswer[] = [
  on(receipts.listOwnReceipts, ({ world, accountId }) => {
    const { staffId } = find(world.accounts, (it) => it.accountId === accountId)
    const own = world.checkIns.filter((it) => it.staffId === staffId)
    return {
      receipts: own.map(({ checkInId, at }) => ({
        factId: checkInId,
        kind: 'checkIn',
        at,
        erased: false,
        inLog: true,
      })),
    }
  }),
  on(receipts.readOwnReceipt, ({ world, params }) => {
    const { checkInId, at } = find(world.checkIns, (it) => it.checkInId === params.factId)
    const witnesses = ['jiwei.example/w', 'shuju.example/w']
    return {
      factId: checkInId,
      kind: 'checkIn',
      at,
      standing: { state: 'proven' as const, index: 41, size: 60, witnesses, recordedBefore: at },
      fileName: 'zaigang.tlog-proof',
      text: 'c2sp.org/tlog-proof@v1',
      link: '/verify#AQ',
      code: svg,
      erased: null,
    }
  }),
]

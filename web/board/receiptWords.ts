import type { VillagersWord } from '../../src/contract/routes/receipts.ts'
import type { Language } from '../shared/language.ts'

const zh = {
  title: '回执',
  thanks: '谢谢您告诉我们！',
  said: {
    came: (when, site) => `已记下：${when}，有群众到了${site}。`,
    served: (when, site) => `已记下：${when}，有人在${site}接待了群众。`,
    nobodyThere: (when, site) => `已记下：${when}，群众到了${site}，没有人。`,
    sentAway: (when, site) => `已记下：${when}，群众在${site}被叫回去了。`,
  } as Record<VillagersWord, (when: string, site: string) => string>,
  noName: '没有记录您的姓名和电话。',
  waiting: '县账本还没有启用，这条记录暂时没有证明。',
  promised: (before: string) =>
    `正在写入县账本。账本已签名承诺：最迟 ${before} 写入。到时再打开这一页，就有完整的证明。`,
  overdue: (before: string) =>
    `承诺的时间（${before}）已过，这条记录仍未写入账本。下面签了名的承诺就是证据，任何人都能核对：请保存，并交给`,
  witnessed: (place: number, names: string, before: string) =>
    `已写入县账本第 ${place} 条。见证方（${names}）签名证明：在 ${before} 之前就已写入。以后谁改、谁删，都看得出来。`,
  signed: (place: number) => `已写入县账本第 ${place} 条，账本已签名；还没有见证方签名。以后谁改、谁删，都看得出来。`,
  erased: (when: string, why: string) => `内容已于 ${when} 依规销毁（${why}）。这一条的位置和证明仍在。`,
  keep: '把回执带走',
  keepHow: '用手机扫这个码，或者打印出来。以后再看也用它。',
  check: '核对回执',
  checkHow: (promised: boolean): string =>
    promised
      ? '这个码里是签了名的承诺。扫一扫，手机自己就能核对，不上传任何内容。'
      : '这个码里是完整的回执。扫一扫，手机自己就能核对，不上传任何内容，不联网也行。',
  checkNow: '现在核对',
  save: '保存文件',
  print: '打印回执',
  back: '返回值班公示',
  keys: (url: string) => `核对页 ${url}，页上的指纹应与门口海报上的一样：`,
}

export type ReceiptWords = typeof zh

const en: ReceiptWords = {
  title: 'Receipt',
  thanks: 'Thank you for telling us!',
  said: {
    came: (when, site) => `Noted: ${when}, somebody came to ${site}.`,
    served: (when, site) => `Noted: ${when}, somebody was helped at ${site}.`,
    nobodyThere: (when, site) => `Noted: ${when}, somebody came to ${site} and nobody was there.`,
    sentAway: (when, site) => `Noted: ${when}, somebody was sent away at ${site}.`,
  },
  noName: 'Your name and number were not recorded.',
  waiting: 'The county’s log has not begun yet: there is no proof of this entry for now.',
  promised: (before) =>
    `It is being entered in the county’s log, which has promised, signed, to do so by ${before}. Open this page again then for the whole proof.`,
  overdue: (before) =>
    `The promised time (${before}) is over and this entry is still not in the log. The signed promise below is evidence that anybody can check: keep it, and hand it to`,
  witnessed: (place, names, before) =>
    `Entry ${place} of the county’s log. Witnesses (${names}) have signed that it was there before ${before}. Whoever changes or removes it will be seen.`,
  signed: (place) =>
    `Entry ${place} of the county’s log, signed by the log; no witness has signed yet. Whoever changes or removes it will be seen.`,
  erased: (when, why) =>
    `The content was destroyed on ${when} as the rules demand (${why}). Its place and proof remain.`,
  keep: 'Take it with you',
  keepHow: 'Scan this code with your phone, or print the page. It is also how you see it again.',
  check: 'Check the receipt',
  checkHow: (promised) =>
    promised
      ? 'This code holds the signed promise. Your phone can check it by itself; nothing is sent.'
      : 'This code holds the whole receipt. Your phone can check it by itself, without network; nothing is sent.',
  checkNow: 'Check it now',
  save: 'Save as a file',
  print: 'Print the receipt',
  back: 'Back to the duty board',
  keys: (url) => `The page to check with is ${url}; its fingerprint must be the one on the poster at the door:`,
}

export const receiptWords: Record<Language, ReceiptWords> = { zh, en }

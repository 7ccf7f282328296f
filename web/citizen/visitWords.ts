import type { VisitOutcome } from '../../src/contract/visits.ts'
import type { Language } from '../shared/language.ts'

const zh = {
  title: '我来办事了',
  lead: '到了就点一下，从现在开始计时。不登录，不记您的姓名和电话，不用工作人员做任何事。',
  begin: '我到了，开始计时',
  beginHow: '点了以后会给您一个页面，办完再告诉我们结果。',
  already: '已经有结果了？直接点：',
  matterCode: '事项的回执编号（没有就不填）',
  matterCodeHow: '回执上的 14 位，例如 7K3QM-0V9XR-2D4T。填了，我们能看出这件事您跑了几趟。',
  queue: '在窗口排队取号',
  board: '看现在谁值班',
  phone: '值班电话',
  noPhone: '没有手机，或者不会用？打电话说一声也一样：',

  visitTitle: '这次来办事',
  began: (when: string) => `${when} 到的`,
  channels: {
    board: '在值班公示上登记',
    poster: '在门口海报上登记',
    kiosk: '在签到屏上登记',
    phone: '电话登记',
    queue: '取号时登记',
  },
  ask: '办得怎么样？',
  askAgain: '后来有变化？再点一次，以最后一次为准',
  outcomes: {
    served: '办成了',
    nobodyThere: '没有人',
    sentAway: '让我回去',
  } satisfies Record<VisitOutcome, string>,
  outcomeHow: {
    served: '有人接待，事情办了',
    nobodyThere: '到了地方，没有人',
    sentAway: '有人，但叫我回去补材料或改天来',
  } satisfies Record<VisitOutcome, string>,
  silent: '什么都不点也可以：那就记作“没有说”，不会当成满意。',
  said: (when: string, outcome: string) => `${when}，您说：${outcome}`,
  thanks: {
    served: '谢谢您告诉我们！',
    nobodyThere: '对不起，让您白跑了。已记下，由县里和纪检监察的人来看，本单位改不了。',
    sentAway: '已记下。要是没有一次说清，县里看得到。',
  } satisfies Record<VisitOutcome, string>,
  receipt: '这句话的回执',
  receiptBegan: '到达时间的回执',
  over: '这次来访已过一天，不能再改。',
  keep: '留着这一页',
  keepHow: '用手机扫一扫，或者记下这个码，随时能回到这一页。谁有这个码都能打开，请别给别人。',

  sentAwayTitle: '让我回去：说了什么？',
  type: '办的是哪件事（不知道就不选）',
  typeNone: '不知道，或者不在里面',
  typeChoose: '显示这件事的材料清单',
  materials: '说还差哪些材料？',
  told: '当时怎么说的（可以不写）',
  toldHow: '请不要写自己的姓名、电话。',
  matter: (title: string) => `事项：${title}`,
  send: '告诉县里',
  back: '返回',
  tooLate: '记下的时间是点按的时间。',

  posterAsk: '来办事，没有人？',
  posterAskAlso: '被叫回去了？',
  posterScan: '用手机扫一扫，点一下“我到了”，从现在开始计时',
  posterNo: '不登录、不记名。本单位看不到您是谁，也改不了记录。',
  posterCall: '没有手机？打电话说一声也一样',
}

export type VisitWords = typeof zh

const en: VisitWords = {
  title: 'I am here',
  lead: 'Press once when you arrive: the clock begins now. No login, no name or number is kept, and staff have nothing to do.',
  begin: 'I am here, start the clock',
  beginHow: 'You get a page on which you can say afterwards what became of it.',
  already: 'You know already? Press at once:',
  matterCode: 'Code of your matter’s receipt (leave it empty if you have none)',
  matterCodeHow: 'The 14 characters on the receipt, like 7K3QM-0V9XR-2D4T. With it we see how often you had to come.',
  queue: 'Take a number for the counter',
  board: 'Who is on duty now',
  phone: 'Duty phone',
  noPhone: 'No smartphone? A call does the same:',

  visitTitle: 'This visit',
  began: (when) => `You came ${when}`,
  channels: {
    board: 'said on the duty board',
    poster: 'said with the poster at the door',
    kiosk: 'said at the kiosk',
    phone: 'said by telephone',
    queue: 'said by taking a number',
  },
  ask: 'How did it go?',
  askAgain: 'Something changed? Press again; the last one counts',
  outcomes: { served: 'I was served', nobodyThere: 'Nobody is there', sentAway: 'I was sent away' },
  outcomeHow: {
    served: 'Somebody helped me and it is done',
    nobodyThere: 'I am there and nobody else is',
    sentAway: 'Somebody was there and told me to come back with papers, or another day',
  },
  silent: 'You may press nothing: then it is kept as “not said”, which never counts as good.',
  said: (when, outcome) => `${when}, you said: ${outcome}`,
  thanks: {
    served: 'Thank you for telling us!',
    nobodyThere:
      'We are sorry that you came in vain. It is kept; the county and the inspectors look into it, and this office cannot change it.',
    sentAway: 'It is kept. If you were not told everything at once, the county can see it.',
  },
  receipt: 'Receipt of what you said',
  receiptBegan: 'Receipt of when you came',
  over: 'This visit is more than a day old: nothing more can be said.',
  keep: 'Keep this page',
  keepHow:
    'Scan it, or note the code, to come back at any time. Whoever has the code can open it: please show it to nobody.',

  sentAwayTitle: 'Sent away: what were you told?',
  type: 'What was it about (leave it if you do not know)',
  typeNone: 'I do not know, or it is not here',
  typeChoose: 'Show what papers it takes',
  materials: 'Which papers did they say are missing?',
  told: 'What were you told (you may leave it empty)',
  toldHow: 'Please do not write your own name or number.',
  matter: (title) => `Matter: ${title}`,
  send: 'Tell the county',
  back: 'Back',
  tooLate: 'The time kept is the time you press.',

  posterAsk: 'Nobody here?',
  posterAskAlso: 'Sent away?',
  posterScan: 'Scan with your phone and press “I am here”: the clock begins at once',
  posterNo: 'No login, no name. This office cannot see who you are, nor change what is kept.',
  posterCall: 'No smartphone? A call does the same',
}

export const visitWords: Record<Language, VisitWords> = { zh, en }

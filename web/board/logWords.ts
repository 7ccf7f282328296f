import type { LogVerdict, LogWitness } from '../../src/contract/routes/log.ts'
import type { Language } from '../shared/language.ts'

type Said = NonNullable<LogWitness['said']>

interface Verdict {
  readonly title: string
  readonly text: string
}

const zh = {
  title: '防篡改账本',
  lead: '签到、审批、更正、群众反映……每件事都在这里留下一个数字指纹。指纹里没有姓名，也没有内容。谁事后改动或删除记录，指纹就对不上，外面的人查得出来。',
  verdicts: {
    none: { title: '账本还没有开始', text: '还没有可以核对的记录。' },
    alarm: {
      title: '警报：外部见证看到的账本和这里的不一样',
      text: '可能有人改动或删除过记录。请把本页拍下来，并向下面的监督单位反映。',
    },
    stopped: {
      title: '账本已经停止更新',
      text: '正常情况下每十分钟至少更新一次。停了以后发生的事还没有留下指纹。',
    },
    alone: {
      title: '没有外部见证',
      text: '账本目前只有本县自己签名。管着服务器的人如果把整个账本换掉，只有保存过下面检查点的人看得出来。',
    },
    waiting: {
      title: '最新的账本还没有得到足够的外部确认',
      text: '常见的原因是网络不通，或见证单位的机器没有开。如果一直这样，请留心。',
    },
    confirmed: {
      title: '最新的账本已由外部见证确认',
      text: '确认它的单位列在下面。它们应当不归本县领导，各自保存着账本的指纹。',
    },
  } satisfies Record<LogVerdict, Verdict>,
  newest: '最新检查点',
  entries: '记录条数',
  fingerprint: '指纹',
  published: '公布时间',
  alive: '最近一次更新',
  keep: '把条数和指纹抄下来或拍下来。以后同样的条数如果出现别的指纹，就是账本被换过的证据。',
  witnesses: '谁确认过',
  confirmedAt: (at: string) => `${at} 确认了最新的账本`,
  notConfirmed: '还没有确认最新的账本',
  said: {
    cosigned: () => '',
    silent: (since: string) => `${since} 起没有回应`,
    ahead: (since: string) => `警报：${since} 起，它说见过更长的账本，这里的记录少了`,
    forked: (since: string) => `警报：${since} 起，它说这里的账本不是它见过的那一本`,
    unknownLog: (since: string) => `${since} 起说不认识本县账本，需要请它登记`,
    refusedSignature: (since: string) => `${since} 起说签名不对，需要核对公钥`,
    noAddress: (since: string) => `${since} 起没有它的地址，问不到它`,
    odd: (since: string) => `${since} 起回答不合规范`,
  } satisfies Record<Said, (since: string) => string>,
  noWitness: '没有外部见证。',
  former: '这本账本是重新开始的',
  formerEnded: (at: string, origin: string, size: number) =>
    `${at}：旧账本 ${origin} 公布过 ${size} 条记录，数据库里已不再全有。持有旧回执的人仍可出示为证。`,
  because: (why: string) => `管理人员说明的原因：${why}`,
  alarms: '见证报过的警报',
  noAlarm: '没有见证报过警报。',
  alarm: {
    ahead: (size: number) => `它见过 ${size} 条的账本，当时这里没有这么多`,
    forked: (size: number) => `它见过的前 ${size} 条，和当时这里的不一样`,
  },
  recent: '最近的检查点',
  cosigned: (count: number) => (count === 0 ? '没有见证' : `${count} 家见证`),
  check: '怎样自己核对',
  checkHow: '下面都用别人写的、到处都有的工具，不用我们的程序。适合懂电脑的人；不懂的话，可以请懂的人照着做。',
  checks: {
    signature: '签名是不是本县的（openssl）',
    same: '和以前保存的是不是同一本账（diff）',
    receipt: '手里的回执在不在账本里（Debian 的 spicy-torchwood 或 spicy-litetlog）',
    witness: '自己当见证（Debian 的 litewitness）',
  },
  keys: '公钥和见证规则',
  keysHow: '可以整段复制，保存为文件。规则写明需要哪些见证、几家才算数。',
  feeds: '给程序看的',
  list: '全部检查点（纯文本）',
  feed: '订阅（Atom）',
  data: '本页数据（JSON）',
  complaints: (name: string) => `发现不对，可向${name}反映`,
  back: '返回各站点值班',
  link: '防篡改账本',
  linkHow: '记录有没有被改过，谁都可以核对',
}

export type LogWords = typeof zh

const en: LogWords = {
  title: 'The log that shows tampering',
  lead: 'Check-ins, approvals, corrections, reports: each leaves a digital fingerprint here, without names and without content. Whoever changes or removes a record afterwards breaks the fingerprints, and anybody outside can find out.',
  verdicts: {
    none: { title: 'The log has not begun', text: 'There is nothing to check yet.' },
    alarm: {
      title: 'ALARM: a witness outside has seen another log than this one',
      text: 'Records may have been changed or removed. Take a picture of this page and tell the office named below.',
    },
    stopped: {
      title: 'The log has stopped',
      text: 'It should be renewed every ten minutes at least. What happened since has left no fingerprint yet.',
    },
    alone: {
      title: 'No outside witness',
      text: 'Only the county itself signs the log. If whoever runs the server replaced all of it, only those who kept a checkpoint from below would see it.',
    },
    waiting: {
      title: 'The newest log is not confirmed by enough witnesses yet',
      text: 'Usually a line is down or a witness’s machine is off. If it stays like this, be watchful.',
    },
    confirmed: {
      title: 'The newest log is confirmed from outside',
      text: 'Those who confirmed it stand below. They should not answer to this county; each keeps the log’s fingerprint.',
    },
  },
  newest: 'Newest checkpoint',
  entries: 'Records',
  fingerprint: 'Fingerprint',
  published: 'Published',
  alive: 'Last renewed',
  keep: 'Write down or photograph the number and the fingerprint. Another fingerprint with the same number later proves that the log was replaced.',
  witnesses: 'Who confirmed it',
  confirmedAt: (at) => `confirmed the newest log at ${at}`,
  notConfirmed: 'has not confirmed the newest log yet',
  said: {
    cosigned: () => '',
    silent: (since) => `has not answered since ${since}`,
    ahead: (since) => `ALARM: since ${since} it says it saw a longer log; records are missing here`,
    forked: (since) => `ALARM: since ${since} it says this is not the log it saw before`,
    unknownLog: (since) => `says since ${since} that it does not know this log; it has to be registered there`,
    refusedSignature: (since) => `says since ${since} that the signature is not the log’s; compare the keys`,
    noAddress: (since) => `cannot be asked since ${since}: there is no address`,
    odd: (since) => `answers since ${since} what the protocol does not know`,
  },
  noWitness: 'There is no outside witness.',
  former: 'This log began anew',
  formerEnded: (at, origin, size) =>
    `${at}: the former log ${origin} had published ${size} records, and the database no longer has them all. Whoever holds a receipt of it can still show it.`,
  because: (why) => `The reason given: ${why}`,
  alarms: 'Alarms raised by witnesses',
  noAlarm: 'No witness ever raised an alarm.',
  alarm: {
    ahead: (size) => `it had seen a log of ${size} records, more than there were here`,
    forked: (size) => `the first ${size} records it had seen were not those here`,
  },
  recent: 'Recent checkpoints',
  cosigned: (count) => (count === 1 ? '1 witness' : `${count} witnesses`),
  check: 'How to check it yourself',
  checkHow:
    'All with tools that others wrote and that are found everywhere, none of ours. For people at home with computers; ask one if you are not.',
  checks: {
    signature: 'Is the signature the county’s (openssl)',
    same: 'Is it the same log that I kept before (diff)',
    receipt: 'Is my receipt in the log (Debian’s spicy-torchwood or spicy-litetlog)',
    witness: 'Be a witness yourself (Debian’s litewitness)',
  },
  keys: 'Keys and the rule of witnesses',
  keysHow: 'To copy as a file. The rule says which witnesses there are and how many it takes.',
  feeds: 'For programs',
  list: 'All checkpoints (plain text)',
  feed: 'Feed (Atom)',
  data: 'This page as data (JSON)',
  complaints: (name) => `If something is wrong, tell ${name}`,
  back: 'Back to duty at all sites',
  link: 'The log that shows tampering',
  linkHow: 'Anybody can check that nothing was changed',
}

export const logWords: Record<Language, LogWords> = { zh, en }

import { inBoth } from '../../language.tsx'

/** Words of spot checks. */
export const spotCheckWords = inBoth(
  {
    title: '抽查',
    lead: '查谁由事先公告的公开号码决定，谁也挑不了人。查到的只是线索，由人来判断。',
    plan: '安排抽查',
    none: '还没有安排过抽查',
    noneNext: '先定查哪个单位、查多少人、用哪一期公开号码；号码公布后再抽人。',
    backToList: '返回抽查列表',
    gone: '没有这次抽查。',
    look: '查看',
    lookAt: (unit: string, day: string) => `查看 ${unit} ${day} 的抽查`,
    states: { waiting: '等号码公布', due: '号码已公布，待抽取', running: '检查中', done: '已查完' },
    sizeOf: (size: number, population: number) => `共 ${population} 人，抽 ${size} 人`,
    progress: (recorded: number, drawn: number) => `已查 ${recorded}/${drawn} 人`,
    announced: (by: string, at: string) => `${by === '' ? '（未知）' : by} 于 ${at} 公告`,

    // Planning
    planTitle: '安排一次抽查',
    planLead: '先公告查谁的范围、抽多少人、用哪个号码，号码公布后才知道抽中谁。公告以后不能修改。',
    unit: '查哪个单位（连同下级单位）',
    unitWanted: '请选择单位',
    rate: '想发现多大比例的虚假',
    rateMeans: {
      '0.1': '每10人有1人',
      '0.05': '每20人有1人',
      '0.02': '每50人有1人',
      '0.01': '每100人有1人',
    } as Readonly<Record<string, string>>,
    atLeast: (n: number) => `至少 ${n} 次`,
    confidence: '把握',
    sizeInWords: (confidence: string, rate: string, many: number) =>
      `要有${confidence}的把握发现${rate}的虚假，至少抽查${many}次。`,
    sizeHere: (population: number, size: number) =>
      size >= population
        ? `这里共 ${population} 人，全部都要查。`
        : `这里共 ${population} 人，不重复抽，抽 ${size} 人就够。`,
    sizeNobody: '这个单位没有可以抽查的人员。',
    sizeMeaning: '一个也没查到，不等于没有：只说明虚假多半比这个比例少。',
    source: '用哪个公开号码',
    sourceExtra: '写清哪一期、取哪些数字、按什么次序，让任何人都能查到同一个号码。必须是现在还没有开出来的。',
    sourceExample: (day: string) => `中国福利彩票双色球 ${day} 开奖的七个号码，红球从小到大，再加蓝球，用空格隔开`,
    useNext: (day: string) => `用下一期双色球（${day} 21:15 开奖）`,
    publishedFrom: '从什么时候起能查到',
    day: '日期',
    clock: '时间',
    announce: '公告',
    announcedNow: '已公告。号码公布后回到这里抽人。',

    // Drawing
    drawTitle: '抽人',
    drawWait: (at: string) => `号码 ${at} 公布。公布以后，在这里照抄号码来抽人。`,
    drawLead: '照抄公布的号码。同一次抽查只能抽一次，抄错了也不能重来，请核对。',
    beacon: '公布的号码',
    beaconExample: '03 08 11 19 25 30 07',
    publishedAt: '号码公布的时间',
    draw: '抽取',
    drawSure: (beacon: string) => `用号码“${beacon}”抽取？`,
    drawSureWhy: '抽取后不能重来。',
    drawnNow: '已抽取',

    // The number, and how to draw again
    howTitle: '怎么抽出来的',
    howSource: '事先公告的号码',
    howNumber: '公布的号码',
    howPublished: '公布时间',
    howDrawn: '抽取时间',
    howId: '抽查编号',
    howSize: '抽几人',
    howWhy: '先公告，后开号，所以谁也不能挑人。任何人拿到候选名单的编号都可以重算一遍：',
    howSteps: [
      '把号码、抽查编号、人员编号各写一行（换行分开，末尾不换行），算出 SHA-256。',
      '对名单里的每个人都这样算。',
      '按算出的结果从小到大排，前面的人就是抽中的人。',
    ],
    again: '在本机重算一遍',
    againSame: (n: number) => `✓ 重算结果一致：同样的 ${n} 人。`,
    againOther: '✕ 重算结果不一致，请联系县里的技术人员。',
    file: '下载重算文件（含候选编号，不含姓名）',
    fileWhy: '在任何一台 Linux 或 Mac 上用 sh 运行，列出抽中的人员编号。',

    // Visits
    visits: '要查的人',
    visitsLead: '到场之前，不要把名单告诉被查单位。',
    visitsDone: '全部查完了。',
    open: '还没查',
    siteLeft: (open: number, all: number) => (open === 0 ? `${all} 人都查完了` : `还有 ${open} 人没查，共 ${all} 人`),
    visit: (name: string) => `登记 ${name}`,
    found: {
      present: '在岗',
      absent: '不在岗',
      otherPerson: '不是本人',
      excused: '有正当理由',
      notVisited: '没查成',
    },
    foundMeans: {
      present: '见到本人在岗',
      absent: '找不到人，也没有请假、外出、公差',
      otherPerson: '有人用他的名义在岗或签到',
      excused: '请假、外出或当天不当班',
      notVisited: '路不通、门锁着等，没法查',
    },
    backToVisits: '返回名单',
    what: '看到的情况',
    foundAt: (clock: string) => `记为 ${clock} 查到`,
    note: '说明（可不填）',
    noteExample: '如：同事说去了上级开会',
    paper: '从纸质表上补录',
    paperDay: '查到的日期',
    paperClock: '查到的时间',
    save: '保存',
    foundWanted: '请先选择看到的情况',
    clockWanted: '请写成 09:30 这样的时间',
    saved: (name: string) => `${name}：已保存`,
    savedHere: '没有网络：已记在本机，联网后自动发送。请不要清除浏览器数据。',
    savedRefused: '没有保存成功，您填的内容都还在。',
    waiting: '待发送',
    refused: '没有保存成功',
    typed: '没填完',
    waitingCount: (n: number) => `${n} 条还没有发出去，已记在本机。`,
    sendNow: '现在发送',
    drop: '放弃这条',
    dropSure: (name: string) => `放弃对 ${name} 填的内容？`,
    keptFirst: '登记后不能修改。',
    recorded: (by: string, at: string) => `${by === '' ? '（未知）' : by}，${at}`,
    onPaper: '纸质表补录',
    logSaid: (checkedIn: boolean): string => (checkedIn ? '系统当时：在岗' : '系统当时：不在岗'),

    // Figures
    figures: '查到的情况',
    figuresTitle: '历次结果',
    figuresLead: '只算系统当时记为在岗、又查成了的人：其中多少人其实不在，或不是本人。',
    sum: (checks: number, checked: number, caught: number) =>
      `${checks} 次抽查，共查 ${checked} 人（系统记为在岗），其中 ${caught} 人其实不在或不是本人。`,
    notYet: '还没有可以计算的结果：要有系统记为在岗、又查成了的人。',
    said: (checked: number, caught: number, share: string) =>
      caught === 0
        ? `查了 ${checked} 人（系统记为在岗），都属实。`
        : `查了 ${checked} 人（系统记为在岗），${caught} 人不属实，占 ${share}。`,
    bounds: (low: string, high: string) =>
      low === '0%'
        ? `有95%的把握说：全部人里不属实的不超过 ${high}。`
        : `有95%的把握说：全部人里不属实的在 ${low} 到 ${high} 之间。`,
    mostly: '查的人越多，横条越短，结论越准。',
    bar: '圆点是查到的比例，横条是真实比例可能的范围（95%）。',

    // Paper
    print: '打印纸质表',
    paperTitle: (unit: string) => `${unit} 抽查表`,
    paperHow: '每人选一格打“√”，写上时间。回来后在“抽查”页逐人补录，纸表存档。',
    person: '姓名',
    post: '职务',
    time: '时间',
    remark: '说明',
    sign: '检查人（签字）：______________　　日期：______________　　陪同人：______________',
  },
  {
    title: 'Spot checks',
    lead: 'A public number, announced before it is known, says who is looked at: nobody can choose. What is found is a hint; people judge.',
    plan: 'Plan a spot check',
    none: 'No spot check was ever planned',
    noneNext:
      'Say first which unit, how many people and which public number will draw; once it is published, people are drawn.',
    backToList: 'Back to all spot checks',
    gone: 'There is no such spot check.',
    look: 'Look',
    lookAt: (unit, day) => `Look at the spot check of ${unit}, ${day}`,
    states: {
      waiting: 'Waiting for the number',
      due: 'Number is out, to be drawn',
      running: 'Under way',
      done: 'Done',
    },
    sizeOf: (size, population) => `${size} of ${population} people`,
    progress: (recorded, drawn) => `${recorded}/${drawn} looked at`,
    announced: (by, at) => `announced by ${by === '' ? '(unknown)' : by}, ${at}`,

    planTitle: 'Plan a spot check',
    planLead:
      'Announce who may be drawn, how many, and by which number. Only when it is out does anybody know who. What is announced cannot be changed.',
    unit: 'Which unit (with all below it)',
    unitWanted: 'Choose a unit',
    rate: 'Which share of false check-ins shall be found',
    rateMeans: {
      '0.1': '1 person in 10',
      '0.05': '1 person in 20',
      '0.02': '1 person in 50',
      '0.01': '1 person in 100',
    },
    atLeast: (n) => `at least ${n}`,
    confidence: 'How sure',
    sizeInWords: (confidence, rate, many) =>
      `To be ${confidence} sure to find ${rate} of false check-ins, at least ${many} have to be looked at.`,
    sizeHere: (population, size) =>
      size >= population
        ? `Here are ${population} people: all of them have to be looked at.`
        : `Here are ${population} people, nobody drawn twice: ${size} are enough.`,
    sizeNobody: 'There is nobody in this unit to look at.',
    sizeMeaning: 'Finding none does not mean there are none: only that there are probably fewer than this share.',
    source: 'Which public number',
    sourceExtra:
      'Say exactly which drawing, which digits, in which order, so that anybody finds the same number. It must not be known yet.',
    sourceExample: (day) =>
      `China Welfare Lottery 双色球 of ${day}: all seven numbers, red ones ascending, then the blue one, with spaces between`,
    useNext: (day) => `Use the next 双色球 (drawn ${day} 21:15)`,
    publishedFrom: 'Published from',
    day: 'Day',
    clock: 'Time',
    announce: 'Announce',
    announcedNow: 'Announced. Come back here when the number is out.',

    drawTitle: 'Draw',
    drawWait: (at) => `The number comes out ${at}. Copy it here then to draw.`,
    drawLead: 'Copy the published number. A spot check is drawn once, even with a typing error: please check.',
    beacon: 'The published number',
    beaconExample: '03 08 11 19 25 30 07',
    publishedAt: 'When it was published',
    draw: 'Draw',
    drawSure: (beacon) => `Draw with “${beacon}”?`,
    drawSureWhy: 'It cannot be drawn again.',
    drawnNow: 'Drawn',

    howTitle: 'How people were drawn',
    howSource: 'Number announced before',
    howNumber: 'Number published',
    howPublished: 'Published',
    howDrawn: 'Drawn',
    howId: 'Spot check',
    howSize: 'People to draw',
    howWhy:
      'Announced first, known later: nobody could choose. Whoever has the ids of those who could be drawn can draw again:',
    howSteps: [
      'Write the number, the id of the spot check and the id of a person on three lines (no line end after the last) and take the SHA-256.',
      'Do so for everybody on the list.',
      'Sort by the result, smallest first: the first ones are those drawn.',
    ],
    again: 'Draw again in this browser',
    againSame: (n) => `✓ Drawn again, the same ${n} people.`,
    againOther: '✕ Drawn again, others came out. Please tell the county’s technicians.',
    file: 'File to draw again (ids, no names)',
    fileWhy: 'Run it with sh on any Linux or Mac: it lists the ids of those drawn.',

    visits: 'People to look at',
    visitsLead: 'Do not tell the unit who is on the list before you are there.',
    visitsDone: 'Everybody was looked at.',
    open: 'Open',
    siteLeft: (open, all) => (open === 0 ? `all ${all} looked at` : `${open} of ${all} still to be looked at`),
    visit: (name) => `Record ${name}`,
    found: {
      present: 'There',
      absent: 'Not there',
      otherPerson: 'Somebody else',
      excused: 'Good reason',
      notVisited: 'Could not look',
    },
    foundMeans: {
      present: 'I saw the person at work',
      absent: 'Not to be found, and no leave, outing or errand',
      otherPerson: 'Somebody works or checks in under this name',
      excused: 'On leave, in the field, or not on duty that day',
      notVisited: 'Road closed, door locked and the like',
    },
    backToVisits: 'Back to the list',
    what: 'What you found',
    foundAt: (clock) => `Recorded as found at ${clock}`,
    note: 'Note (may be empty)',
    noteExample: 'e.g. colleagues say: at a meeting in town',
    paper: 'Copied from a paper sheet',
    paperDay: 'Day it was found',
    paperClock: 'Time it was found',
    save: 'Save',
    foundWanted: 'Say first what you found',
    clockWanted: 'Write the time like 09:30',
    saved: (name) => `${name}: saved`,
    savedHere: 'No network: kept on this device and sent by itself later. Do not clear the browser’s data.',
    savedRefused: 'Not saved. What you typed is still here.',
    waiting: 'To be sent',
    refused: 'Not saved',
    typed: 'Not finished',
    waitingCount: (n) => `${n} not sent yet, kept on this device.`,
    sendNow: 'Send now',
    drop: 'Give this up',
    dropSure: (name) => `Give up what you typed about ${name}?`,
    keptFirst: 'Once saved it cannot be changed.',
    recorded: (by, at) => `${by === '' ? '(unknown)' : by}, ${at}`,
    onPaper: 'from paper',
    logSaid: (checkedIn) => (checkedIn ? 'System then: present' : 'System then: not present'),

    figures: 'What was found',
    figuresTitle: 'Results so far',
    figuresLead:
      'Counted are those whom the system called present and who could be looked at: how many were not there, or were somebody else.',
    sum: (checks, checked, caught) =>
      `${checks} spot check${checks === 1 ? '' : 's'}: ${checked} people looked at whom the system called present; ${caught} of them ${caught === 1 ? 'was' : 'were'} not there or somebody else.`,
    notYet: 'Nothing to count yet: nobody whom the system called present was looked at.',
    said: (checked, caught, share) =>
      caught === 0
        ? `${checked} looked at whom the system called present: all true.`
        : `${checked} looked at whom the system called present: ${caught} not true, ${share}.`,
    bounds: (low, high) =>
      low === '0%'
        ? `With 95% certainty: of all people at most ${high} are not true.`
        : `With 95% certainty: of all people between ${low} and ${high} are not true.`,
    mostly: 'The more people are looked at, the shorter the bar and the surer the result.',
    bar: 'The dot is the share found, the bar where the true share may lie (95%).',

    print: 'Print a paper sheet',
    paperTitle: (unit) => `Spot check: ${unit}`,
    paperHow:
      'Tick one box for each person and write the time. Copy it person by person into this page and keep the paper.',
    person: 'Name',
    post: 'Post',
    time: 'Time',
    remark: 'Note',
    sign: 'Inspector (signed): ______________   Day: ______________   Accompanied by: ______________',
  },
)

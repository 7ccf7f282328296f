/** What a signal of liveness looks at, in the words of somebody who has never heard of it. */
interface Signal {
  readonly name: string
  /** What a living face does, and what not. */
  readonly rule: string
  readonly used: string
  /** What of the attempt was left out on purpose, and why. */
  readonly aside: string
}
type ByName<T> = Readonly<Record<string, T>>

const zh = {
  gates: '通过与未通过的检查',
  gateFailed: (name: string) => `没有通过：${name}`,
  /** Where the name of what should have been does not say what was. */
  gateFails: { alive: '活体迹象不足' } as ByName<string>,
  gatePassed: (names: string) => `通过：${names}。`,
  gateMeasured: (measured: string, limit: string, unit: string) =>
    `测得 ${measured}，界限 ${limit}${unit === '' ? '' : `（${unit}）`}`,
  gateNames: {
    clock: '时钟没有倒退',
    noCut: '画面没有中断',
    oneFace: '只有一张脸',
    quality: '脸够大够亮',
    order: '动作按要求做',
    othersAbsent: '没有多余的动作',
    timing: '动作的快慢',
    samePerson: '从头到尾是同一个人',
    alive: '活体迹象够强',
    match: '认出是本人',
  } as ByName<string>,
  gateUnits: {
    clock: '毫秒',
    noCut: '毫秒或帧',
    oneFace: '多一张脸的帧数',
    quality: '不合格画面的比例',
    order: '没照做的步数',
    othersAbsent: '多做的步数',
    timing: '毫秒',
    samePerson: '相似度',
    alive: '折算分',
    match: '相似度',
  } as ByName<string>,
  signs: '活体迹象：像不像真人在场',
  signsLead: '每一项只是一条线索，单独一项说明不了问题。向左是不像真人，向右是像真人。只有数字，没有照片。',
  signsNone: '这次尝试没有留下活体迹象。',
  signsScore: (score: string, threshold: string) =>
    `合起来 ${score}；低于 ${threshold} 才算“活体迹象不足”。和每一种已知的假冒手法分别比较，这里是最像的那一种。`,
  signsLike: (kind: string) => `最像的是：${kind}。只是说这些数字和它最接近，不是说就是它。`,
  kinds: {
    flatPrint: '平放的打印照片',
    bentPrint: '弯曲的打印照片',
    cutMask: '戴在脸上的纸面具（眼和嘴处挖空）',
    maskSeries: '一人轮换的纸面具',
    rigidMask: '硬质的立体面具',
    silicone: '会动的硅胶面具',
    screenPhoto: '手机或电脑屏幕上的照片',
    screenReplay: '手机或电脑屏幕上播放的录像',
    injectedRecording: '代替摄像头画面的录像',
  } as ByName<string>,
  against: '不像真人',
  for: '像真人',
  silent: '说明不了什么',
  worth: { strong: '很', clear: '较', weak: '略' },
  sayAgainst: (worth: string) => `${worth}不像真人`,
  sayFor: (worth: string) => `${worth}像真人`,
  sayNeutral: '看不出来',
  rule: '看什么',
  used: '用到的',
  ignored: '没有计入的，及原因',
  reading: '测得',
  readingIs: (value: string, evidence: string) => `数值 ${value}，折算 ${evidence}`,
  ignoredWhole: (why: string) => `这一项没有计入：${why}。`,
  whys: {
    notMeasured: '没有测量（站点机没有测，或没有播放这种光）',
    tooFewFrames: '可用的画面太少',
    tooBright: '周围太亮，看不出屏幕的光',
    noTurn: '转头不够，或没有要求转头',
    tooShort: '时间太短',
    tooDark: '太暗',
    nothingRemembered: '没有以前的记录可以比较',
  } as ByName<string>,
  signals: {
    timing: {
      name: '反应快慢',
      rule: '真人听到提示后才动，每次快慢不同，起落不匀。',
      used: '每个动作的提示、开始和到顶的时刻',
      aside: '相隔太久的画面：看不出怎么动起来的',
    },
    light: {
      name: '对屏幕光的反应',
      rule: '屏幕按随机次序变色，皮肤跟着变；放录像、画面被替换的跟不上。纸也会跟着变，所以这一项认不出纸。',
      used: '额头、脸颊、下巴的颜色，和屏幕变色的次序',
      aside: '太暗的画面：颜色里都是噪声',
    },
    relief: {
      name: '鼻子两侧的明暗',
      rule: '屏幕一半亮一半暗时，真鼻子两侧明暗不同；平的、微弯的照片没有差别。',
      used: '鼻子左右两侧的亮度',
      aside: '转头较大的画面：看到的是鼻子别的面',
    },
    solidity: {
      name: '转头时的立体感',
      rule: '头转过去，真鼻子跑在脸的前面；照片和弯纸跑不到一半。戴在头上的立体面具这一项认不出。',
      used: '脸上三十多个点在画面里的位置',
      aside: '转得不够的画面，和张嘴时的下半张脸',
    },
    sameness: {
      name: '脸有没有变化',
      rule: '从头到尾应当是同一张脸，不能突然跳位；但真脸张开嘴，样子总会变一点，照片和硬面具几乎不变。',
      used: '每个动作时的脸与第一张脸的相似度，脸的位移',
      aside: '没有',
    },
    template: {
      name: '与以往的差别',
      rule: '真人每次都有一点不同；照片每次几乎一样，或与采集时的照片太像。',
      used: '与以前几次和与采集时的相似度',
      aside: '没有转头时，不看一次之内的差别',
    },
    replay: {
      name: '画面有没有重复',
      rule: '真人的画面不会停住、循环，也不会和以前的某次一模一样。',
      used: '每帧画面的指纹（几十个比特）和点的位置',
      aside: '脸没有动的画面：不动不等于循环；以前要求别的动作的各次：那样的录像本来就答不对',
    },
    pulse: {
      name: '肤色随心跳起伏',
      rule: '皮肤的颜色随心跳微微起伏。只能说明像，从不说明不像。',
      used: '屏幕不闪时皮肤的颜色',
      aside: '屏幕正在变色的画面',
    },
    scene: {
      name: '脸的周围',
      rule: '脸旁不应有纸边、手机边，不应有另一张脸，衣服不应中途变样。',
      used: '脸旁最直的边、第二张脸、下巴以下的颜色',
      aside: '看不到身体的画面不算不利',
    },
    passive: {
      name: '外接的识别模型',
      rule: '外接模型对画面的判断；对面具常常看错，只作弱的参考。',
      used: '模型给的分数',
      aside: '没有',
    },
  } as ByName<Signal>,
}

type SignWords = typeof zh

const en: SignWords = {
  gates: 'Checks passed and failed',
  gateFailed: (name) => `Failed: ${name}`,
  gateFails: { alive: 'Signs of life too weak' },
  gatePassed: (names) => `Passed: ${names}.`,
  gateMeasured: (measured, limit, unit) => `measured ${measured}, limit ${limit}${unit === '' ? '' : ` (${unit})`}`,
  gateNames: {
    clock: 'clock never went back',
    noCut: 'picture never cut',
    oneFace: 'one face only',
    quality: 'face large and light enough',
    order: 'movements as asked',
    othersAbsent: 'no other movements',
    timing: 'pace of the movements',
    samePerson: 'the same person throughout',
    alive: 'signs of life strong enough',
    match: 'recognised',
  },
  gateUnits: {
    clock: 'ms',
    noCut: 'ms or frames',
    oneFace: 'frames with more',
    quality: 'share of poor frames',
    order: 'steps that were not',
    othersAbsent: 'steps with more',
    timing: 'ms',
    samePerson: 'likeness',
    alive: 'worth',
    match: 'likeness',
  },
  signs: 'Signs of life: did somebody living stand there?',
  signsLead:
    'Each is a hint; none proves anything alone. To the left speaks against a living person, to the right for one. Numbers only, no picture.',
  signsNone: 'This attempt left no signs of life.',
  signsScore: (score, threshold) =>
    `Together ${score}; below ${threshold} the signs are too weak. Compared with each known kind of attack; this is the one it is most like.`,
  signsLike: (kind) => `Most like: ${kind}. That says which the numbers are nearest to, not that it was one.`,
  kinds: {
    flatPrint: 'a flat printed photo',
    bentPrint: 'a bent printed photo',
    cutMask: 'a paper mask worn on the face, cut out at eyes and mouth',
    maskSeries: 'paper masks that one person wears in turn',
    rigidMask: 'a hard solid mask',
    silicone: 'a silicone mask that moves',
    screenPhoto: 'a photo on the screen of a phone or computer',
    screenReplay: 'a film on the screen of a phone or computer',
    injectedRecording: 'a recording fed in instead of the camera',
  },
  against: 'against',
  for: 'for',
  silent: 'says nothing',
  worth: { strong: 'strongly', clear: 'clearly', weak: 'slightly' },
  sayAgainst: (worth) => `${worth} against`,
  sayFor: (worth) => `${worth} for`,
  sayNeutral: 'neither',
  rule: 'What it looks at',
  used: 'What was used',
  ignored: 'What was left aside, and why',
  reading: 'Measured',
  readingIs: (value, evidence) => `value ${value}, worth ${evidence}`,
  ignoredWhole: (why) => `Not counted: ${why}.`,
  whys: {
    notMeasured: 'not measured (not by this station, or no such light was played)',
    tooFewFrames: 'too few usable pictures',
    tooBright: 'too bright to see the light of the screen',
    noTurn: 'head not turned far enough, or no turn asked for',
    tooShort: 'too short',
    tooDark: 'too dark',
    nothingRemembered: 'nothing earlier to compare with',
  },
  signals: {
    timing: {
      name: 'Reactions',
      rule: 'People move after they were asked, never twice as quickly, and not smoothly.',
      used: 'when each movement was asked for, began and was largest',
      aside: 'pictures too far apart to show how a movement began',
    },
    light: {
      name: 'Answer to the light of the screen',
      rule: 'The screen changes colour in a random order and skin follows; a film or a swapped picture does not. Paper follows too: this sign does not know paper.',
      used: 'colours of forehead, cheeks and chin; order of the colours of the screen',
      aside: 'dark pictures, whose colours are noise',
    },
    relief: {
      name: 'Both sides of the nose',
      rule: 'With one half of the screen lighter, a real nose has a light and a dark side; flat and slightly bent pictures have not.',
      used: 'brightness left and right of the nose',
      aside: 'pictures with the head turned: they show other sides of the nose',
    },
    solidity: {
      name: 'Depth as the head turns',
      rule: 'As a head turns, its nose runs ahead of the face; on a print or bent paper by less than half. Solid masks and masks worn on a head are not found by this.',
      used: 'places of some thirty points of the face',
      aside: 'pictures not turned far enough, and the lower face while the mouth is open',
    },
    sameness: {
      name: 'How the face changes',
      rule: 'It is the same face from first to last and never leaps; yet a real face with its mouth open looks a little different, while a picture or a hard mask hardly changes.',
      used: 'likeness of the face at each movement with the first one, and its path',
      aside: 'nothing',
    },
    template: {
      name: 'Difference from earlier times',
      rule: 'People look a little different each time; a print looks nearly the same, or too much like the enrolment.',
      used: 'likeness with earlier attempts and with the enrolment',
      aside: 'differences within one attempt where the head did not turn',
    },
    replay: {
      name: 'Pictures that come again',
      rule: 'Pictures of people never freeze, loop, or repeat an earlier attempt.',
      used: 'a fingerprint of a few dozen bits and the points of each picture',
      aside:
        'pictures in which the face kept still: that is no loop; earlier attempts that were asked otherwise: their film could not answer',
    },
    pulse: {
      name: 'Pulse in the skin',
      rule: 'Skin changes colour a little with the heart. It only ever speaks for, never against.',
      used: 'colour of the skin while the screen is steady',
      aside: 'pictures while the screen changes colour',
    },
    scene: {
      name: 'Around the face',
      rule: 'No edge of paper or a phone beside the face, no other face, and clothes that do not change.',
      used: 'the straightest edge beside the face, second faces, colours below the chin',
      aside: 'pictures without a body count for nothing',
    },
    passive: {
      name: 'Plugged-in model',
      rule: 'What a plugged-in model says of the pictures; often wrong about masks, so a weak hint.',
      used: 'the scores of the model',
      aside: 'nothing',
    },
  },
}

/** Words for gates and signals of an attempt; a name that is not here is shown as it is. */
export const signWords = { zh, en }

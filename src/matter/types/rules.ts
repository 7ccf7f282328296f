import type { Words } from '../../contract/attendance.ts'
import { type Limit, type MatterType, otherTypeCode, type Warning } from '../../contract/matterTypes.ts'
import { isPlainText } from '../../people/rules/text.ts'
import { compareLimits, sumLimits } from './compare.ts'
import { sayLimit } from './limitText.ts'
import { otherType } from './other.ts'

/** What a kind of matter is judged against. */
export interface TypeFrame {
  /** The newest version kept before; undefined where the kind is new. */
  readonly before: MatterType | undefined
  /** The newest code of every other kind, retired ones too, by which sheets would mistake them. */
  readonly otherCodes: ReadonlySet<string>
  readonly unitIds: ReadonlySet<string>
}

/** Something about a kind that must not be (`path` as in `steps.2.limit`), or that somebody should look at. */
export interface TypeFault extends Words {
  readonly path: string
}

/** All that is wrong with a kind of matter as it is to be kept; empty where it may be. */
export const judgeType = (type: MatterType, frame: TypeFrame): TypeFault[] => [
  ...judgeIdentity(type, frame),
  ...judgeKeys('steps', type.steps),
  ...judgeKeys('materials', type.materials),
  ...judgePlaces(type, frame),
  ...judgeLimits(type),
  ...judgeTexts(type),
]

function judgeIdentity(type: MatterType, { before, otherCodes }: TypeFrame): TypeFault[] {
  const next = (before?.version ?? 0) + 1
  const isTooEarly = before !== undefined && type.from < before.from
  return [
    ...faultIf(type.version !== next, 'version', `应为第${next}版`, `must be version ${next}`),
    ...faultIf(otherCodes.has(type.code), 'code', '此代码已用于另一事项', 'another kind of matter has this code'),
    ...faultIf(isTooEarly, 'from', `不能早于上一版的起始日${before?.from}`, `must not be before ${before?.from}`),
    ...(type.typeId === otherType.typeId ? judgeOther(type) : judgeNotOther(type)),
  ]
}

const judgeOther = ({ code, unitId }: MatterType): TypeFault[] => [
  ...faultIf(code !== otherTypeCode, 'code', '“其他”的代码不能改', 'the code of “other” stays'),
  ...faultIf(unitId !== null, 'unitId', '“其他”适用于全县', '“other” is for the whole county'),
]

const judgeNotOther = ({ code }: MatterType): TypeFault[] =>
  faultIf(code === otherTypeCode, 'code', '此代码留给“其他”', 'this code is for “other”')

const judgeKeys = (list: 'steps' | 'materials', all: readonly { key: string; name: string }[]): TypeFault[] =>
  all.flatMap(({ key, name }, i) => {
    const earlier = all.slice(0, i)
    const [sameKey, sameName] = [earlier.some((it) => it.key === key), earlier.some((it) => it.name === name)]
    return [
      ...faultIf(sameKey, `${list}.${i}.key`, '标识重复', 'this key stands twice'),
      ...faultIf(sameName, `${list}.${i}.name`, '名称重复', 'this name stands twice'),
    ]
  })

function judgePlaces({ unitId, steps }: MatterType, { unitIds }: TypeFrame): TypeFault[] {
  const places = [['unitId', unitId] as const, ...steps.map((it, i) => [`steps.${i}.unitId`, it.unitId] as const)]
  return places
    .filter(([, id]) => id !== null && !unitIds.has(id))
    .map(([path]) => fault(path, '没有这个单位', 'there is no such unit'))
}

function judgeLimits({ promised, legal, warning, steps }: MatterType): TypeFault[] {
  const tooLong = (compareLimits(promised, legal) ?? 0) > 0
  return [
    ...(tooLong
      ? [fault('promised', '承诺时限不能长于法定时限', 'the promise must not be longer than the law allows')]
      : []),
    ...judgeWarning('warning', warning, promised),
    ...steps.flatMap((it, i) => judgeWarning(`steps.${i}.warning`, it.warning, it.limit)),
  ]
}

/** Yellow from the first second on would warn of nothing. */
function judgeWarning(path: string, warning: Warning, limit: Limit): TypeFault[] {
  const isSane = warning.kind === 'used' || (compareLimits(warning.limit, limit) ?? -1) < 0
  return isSane ? [] : [fault(path, '预警提前量须短于时限', 'the warning must be shorter than the limit')]
}

/** Texts that could not be kept, shown or exported as they are. */
function judgeTexts(type: MatterType): TypeFault[] {
  const { name, group, legalBasis, keywords, description, conditions, steps, materials } = type
  const single: [string, string][] = [
    ...Object.entries({ name, group, legalBasis }),
    ...steps.flatMap((it, i): [string, string][] => [
      [`steps.${i}.name`, it.name],
      [`steps.${i}.post`, it.post],
    ]),
    ...materials.map((it, i): [string, string] => [`materials.${i}.name`, it.name]),
  ]
  const lines = [
    ...Object.entries({ description, conditions }),
    ...materials.map((it, i): [string, string] => [`materials.${i}.how`, it.how]),
  ].map(([path, text]): [string, string] => [path ?? '', (text ?? '').replaceAll(/[\n\t]/g, ' ')])
  const bad = [...single, ...lines].filter(([, text]) => !isPlainText(text))
  return [
    ...bad.map(([path]) => fault(path, '含有控制字符或多余的换行', 'holds a control character or a line break')),
    ...judgeKeywords(keywords),
  ]
}

/** What a sheet could not give back as it was. */
const judgeKeywords = (keywords: readonly string[]): TypeFault[] =>
  keywords.flatMap((word, i) => [
    ...faultIf(
      !isPlainText(word) || listWords(word)[0] !== word,
      `keywords.${i}`,
      '一个关键词里不能有分隔符',
      'a keyword must not hold a comma or the like',
    ),
    ...faultIf(keywords.indexOf(word) < i, `keywords.${i}`, '关键词重复', 'this keyword stands twice'),
  ])

/** A list as people write it into one line, parted by 「、」, commas or semicolons. */
export const listWords = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,;；\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

const fault = (path: string, zh: string, en: string): TypeFault => ({ path, zh, en })

const faultIf = (isWrong: boolean, path: string, zh: string, en: string): TypeFault[] =>
  isWrong ? [fault(path, zh, en)] : []

/** What may be so but should be looked at before it is kept. */
export function warnOf({ promised, legal, steps, acceptWithin }: MatterType): TypeFault[] {
  const warnings: TypeFault[] = []
  if (compareLimits(promised, legal) === undefined) {
    const words = [
      '承诺时限与法定时限单位不同，无法比较',
      'The promise and the law are in units that cannot be compared',
    ] as const
    warnings.push(fault('promised', ...words))
  }
  const sum = sumLimits(steps.map((it) => it.limit))
  if (sum && (compareLimits(sum, promised) ?? 0) > 0) {
    const [all, whole] = [sayLimit(sum), sayLimit(promised)]
    const zh = `各环节时限合计${all.zh}，超过承诺的${whole.zh}`
    warnings.push(fault('steps', zh, `The steps together take ${all.en}, more than the promised ${whole.en}`))
  }
  if ((compareLimits(acceptWithin, { unit: 'workingDays', amount: 5 }) ?? 0) > 0) {
    const en = 'Acceptance takes longer than 5 working days (Administrative Licensing Law, art. 32)'
    warnings.push(fault('acceptWithin', '受理时限超过5个工作日（行政许可法第三十二条为5日）', en))
  }
  return warnings
}

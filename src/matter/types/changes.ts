import type { Words } from '../../contract/attendance.ts'
import type { Limit, Material, MatterType, Step, Warning } from '../../contract/matterTypes.ts'
import { canonical } from '../../kit/canonical.ts'
import { isLaterWarning, isLonger } from './compare.ts'
import { sayLimit, sayWarning } from './limitText.ts'

/** One difference between two versions, in a sentence. `loosens`: something may take longer, or is warned of later. */
export interface TypeChange extends Words {
  readonly loosens: boolean
}

/** What a version says otherwise than the one before; units by name. The number and the first day of a version do not count. */
export function changesOf(before: MatterType, after: MatterType, nameOf: (unitId: string) => string): TypeChange[] {
  const place = (unitId: string | null): Words =>
    unitId === null ? { zh: '全县', en: 'whole county' } : same(nameOf(unitId))
  return [
    ...textChanges(before, after),
    ...unitChange('办理单位', 'Unit', [before.unitId, after.unitId], place),
    ...limitChange('受理时限', 'Acceptance', before.acceptWithin, after.acceptWithin),
    ...limitChange('法定时限', 'Limit by law', before.legal, after.legal),
    ...limitChange('承诺时限', 'Promise', before.promised, after.promised),
    ...warningChange('预警', 'Warning', before.warning, after.warning),
    ...stepChanges(before.steps, after.steps, place),
    ...materialChanges(before.materials, after.materials),
  ]
}

const texts = [
  ['code', '代码', 'Code'],
  ['name', '名称', 'Name'],
  ['group', '分类', 'Group'],
  ['description', '说明', 'Description'],
  ['conditions', '办理条件', 'Conditions'],
  ['legalBasis', '依据', 'Legal basis'],
  ['keywords', '关键词', 'Keywords'],
] as const

function textChanges(before: MatterType, after: MatterType): TypeChange[] {
  const written = texts.flatMap(([field, zh, en]) => {
    const [old, now] = [String(before[field]), String(after[field])]
    return old === now ? [] : [told(zh, en, same(quoted(old)), same(quoted(now)))]
  })
  if (before.publicProblem === after.publicProblem) return written
  const isOpen = (yes: boolean): Words => (yes ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })
  return [...written, told('公共问题', 'Public problem', isOpen(before.publicProblem), isOpen(after.publicProblem))]
}

const quoted = (text: string): string => {
  const plain = text.replaceAll(/\s+/g, ' ')
  return plain === '' ? '—' : plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}

const same = (text: string): Words => ({ zh: text, en: text })

const told = (zh: string, en: string, old: Words, now: Words, loosens = false): TypeChange => ({
  zh: `${zh}：${old.zh} → ${now.zh}`,
  en: `${en}: ${old.en} → ${now.en}`,
  loosens,
})

function unitChange(
  zh: string,
  en: string,
  [before, after]: readonly [string | null, string | null],
  place: (unitId: string | null) => Words,
): TypeChange[] {
  return before === after ? [] : [told(zh, en, place(before), place(after))]
}

function limitChange(zh: string, en: string, before: Limit, after: Limit): TypeChange[] {
  if (canonical(before) === canonical(after)) return []
  return [told(zh, en, sayLimit(before), sayLimit(after), isLonger(after, before))]
}

function warningChange(zh: string, en: string, before: Warning, after: Warning): TypeChange[] {
  if (canonical(before) === canonical(after)) return []
  return [told(zh, en, sayWarning(before), sayWarning(after), isLaterWarning(after, before))]
}

function stepChanges(
  before: readonly Step[],
  after: readonly Step[],
  place: (unitId: string | null) => Words,
): TypeChange[] {
  const stayed = after.flatMap((step) => {
    const old = before.find(({ key }) => key === step.key)
    const [zh, en] = [`环节“${step.name}”`, `Step “${step.name}”`]
    if (old === undefined) return [told(zh, en, none, said(step.post, sayLimit(step.limit)))]
    return [
      ...(old.name === step.name ? [] : [told(`${zh}名称`, `${en}, name`, same(old.name), same(step.name))]),
      ...(old.post === step.post ? [] : [told(`${zh}岗位`, `${en}, post`, same(old.post), same(step.post))]),
      ...unitChange(`${zh}单位`, `${en}, unit`, [old.unitId, step.unitId], (id) => (id === null ? taker : place(id))),
      ...limitChange(`${zh}时限`, `${en}, limit`, old.limit, step.limit),
      ...warningChange(`${zh}预警`, `${en}, warning`, old.warning, step.warning),
    ]
  })
  return [...stayed, ...goneChanges('环节', 'Step', before, after), ...orderChange('环节', 'steps', before, after)]
}

const none: Words = { zh: '无', en: 'none' }
const gone: Words = { zh: '取消', en: 'taken out' }
const taker: Words = { zh: '受理单位', en: 'the unit that took it' }

const said = (text: string, { zh, en }: Words): Words => ({ zh: `${text}，${zh}`, en: `${text}, ${en}` })

interface Named {
  readonly key: string
  readonly name: string
}

const goneChanges = (zh: string, en: string, before: readonly Named[], after: readonly Named[]): TypeChange[] =>
  before
    .filter(({ key }) => !after.some((it) => it.key === key))
    .map(({ name }) => told(`${zh}“${name}”`, `${en} “${name}”`, same(name), gone))

function orderChange(zh: string, en: string, before: readonly Named[], after: readonly Named[]): TypeChange[] {
  const [old, now] = [both(before, after), both(after, before)]
  const isSame = old.every(({ key }, i) => key === now[i]?.key)
  return isSame ? [] : [told(`${zh}顺序`, `Order of ${en}`, order(old), order(now))]
}

const both = (some: readonly Named[], others: readonly Named[]): Named[] =>
  some.filter(({ key }) => others.some((it) => it.key === key))

const order = (all: readonly Named[]): Words => same(all.map(({ name }) => name).join(' · '))

function materialChanges(before: readonly Material[], after: readonly Material[]): TypeChange[] {
  const stayed = after.flatMap((one) => {
    const old = before.find(({ key }) => key === one.key)
    if (old && canonical(old) === canonical(one)) return []
    return [told(`材料“${one.name}”`, `Material “${one.name}”`, old ? sayMaterial(old) : none, sayMaterial(one))]
  })
  return [
    ...stayed,
    ...goneChanges('材料', 'Material', before, after),
    ...orderChange('材料', 'materials', before, after),
  ]
}

const sayMaterial = ({ name, required, how }: Material): Words => ({
  zh: `${name}（${required ? '必需' : '可选'}）${quoted(how)}`,
  en: `${name} (${required ? 'required' : 'optional'}) ${quoted(how)}`,
})

/** Whether two versions say the same, whatever their numbers and first days. */
export const isSameType = (a: MatterType, b: MatterType): boolean =>
  canonical({ ...a, version: 0, from: '' }) === canonical({ ...b, version: 0, from: '' })

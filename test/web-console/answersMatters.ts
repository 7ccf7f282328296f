import type { MatterRow, MatterView, TakeMatter } from '../../src/contract/matters.ts'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import type { OutputOf } from '../../src/contract/route.ts'
import * as routes from '../../src/contract/routes/matters.ts'
import { listMatterTypes } from '../../src/contract/routes/matterTypes.ts'
import { listMatterVisits } from '../../src/contract/routes/visits.ts'
import { soundsOf } from '../../src/matter/types/sounds.ts'
import { find, No, on, type TestAnswer } from './answering.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

interface Kept {
  readonly matters: MatterView[]
  /** Every body that was sent to be taken, also again. */
  readonly taken: TakeMatter[]
}

const worlds = new WeakMap<World, Kept>()
const minutes = 60_000
const at = (ms: number): string => new Date(Date.now() + ms).toISOString()
const days = (amount: number) => ({ unit: 'workingDays' as const, amount })
const warning = { kind: 'used' as const, percent: 80 }
const step = (key: string, name: string, post: string) => ({ key, name, post, unitId: null, limit: days(2), warning })
const material = (key: string, name: string, required = true, how = '') => ({ key, name, required, how })

const typeOf = (n: number, code: string, name: string, more: Partial<MatterType> = {}): MatterType => ({
  ...{ typeId: idOf(50, n), version: 1, unitId: null, code, name, group: '民政', description: '', conditions: '' },
  materials: [],
  steps: [step('handle', '经办', '综合窗口'), step('decide', '审定', '民政办主任')],
  ...{ acceptWithin: days(5), legal: days(20), promised: days(5), warning, legalBasis: '《行政许可法》第四十二条' },
  ...{ publicProblem: false, keywords: [], from: '2026-01-01' },
  ...more,
})

export const typesOfMatters: readonly MatterType[] = [
  typeOf(1, 'MZ-01', '最低生活保障申请', {
    keywords: ['低保', '困难'],
    materials: [
      material('id', '身份证', true, '原件，当场核对后退还'),
      material('income', '家庭收入证明', true, '村（社区）可代开'),
      material('photo', '一寸照片', false),
    ],
    steps: [
      step('handle', '经办', '综合窗口'),
      step('visit', '入户核查', '驻村干部'),
      step('decide', '审定', '民政办主任'),
    ],
  }),
  typeOf(2, 'SB-02', '社会保险费补缴', {
    group: '社保',
    keywords: ['社保', '养老'],
    materials: [material('id', '身份证')],
  }),
  typeOf(3, 'WS-03', '生育服务登记', { group: '卫健', keywords: ['准生证'] }),
  typeOf(9, 'other', '其他事项', { group: '其他', legalBasis: '', steps: [step('handle', '经办', '综合窗口')] }),
]

/** The matters of a world: one of each light, one that is offered, one that has ended. */
export function mattersOf(world: World): Kept {
  const known = worlds.get(world)
  if (known) return known
  const fresh = { matters: world.staff.length === 0 ? [] : busyMatters(), taken: [] }
  worlds.set(world, fresh)
  return fresh
}

const clock = (scope: 'acceptance' | 'whole' | 'step', key: string, from: number, due: number) => ({
  ...{ scope, step: key, state: 'running' as const, startedAt: at(from), stoppedAt: null, limit: days(5) },
  ...{ yellowAt: at(due - 60 * minutes), dueAt: at(due), calendarId: 'f3a9', earlier: [] },
})

function viewOf(n: number, more: Partial<MatterView> = {}): MatterView {
  const type = more.type ?? typesOfMatters[0]!
  const due = 3 * 24 * 60 * minutes
  return {
    ...{ matterId: idOf(51, n), typeName: type.name, title: type.name, unitId: idOf(1, 1), unitName: '青山镇人民政府' },
    ...{ state: 'running', light: 'green', over: false, step: '经办', post: '综合窗口', holder: '王芳' },
    ...{ dueAt: at(due), remainingSeconds: 18_605, takenAt: at(-26 * 60 * minutes), channel: 'counter' },
    ...{
      external: null,
      offered: false,
      simulated: true,
      type,
      description: '',
      wordsErased: false,
      agent: null,
      place: null,
    },
    applicant: { name: '张三', phone: '13900000001' },
    ...{ brought: ['id', 'income'], missing: [], handOver: null, pause: null, result: null, refusal: null },
    clocks: [clock('whole', '', -20 * 60 * minutes, due), clock('step', 'handle', -20 * 60 * minutes, due)],
    traces: [
      {
        ...{ scope: 'whole', step: '' },
        lines: [
          { zh: '受理的次日起算 5 个工作日。', en: 'Five working days from the day after it was accepted.' },
          { zh: '其中休息日不计。', en: 'Days of rest do not count.' },
        ],
      },
    ],
    hops: [
      {
        ...{ unitId: idOf(1, 1), unitName: '青山镇人民政府', post: '综合窗口', staffId: idOf(3, 2), staffName: '王芳' },
        ...{ from: at(-26 * 60 * minutes), to: null, heldSeconds: 9_005 },
      },
    ],
    events: [
      {
        ...{ at: at(-26 * 60 * minutes), by: '王芳', factId: idOf(52, n) },
        what: { zh: '登记', en: 'Registered' },
      },
    ],
    may: ['finishStep', 'offer', 'pause', 'extend', 'tellMissing', 'refuse', 'withdraw', 'link'],
    ...more,
  } as MatterView
}

function busyMatters(): MatterView[] {
  const earlier = { changedAt: at(-60 * minutes), calendarId: 'e001', because: '国务院发布放假通知' }
  const recomputed = {
    ...clock('whole', '', -90 * 60 * minutes, 24 * 60 * minutes),
    earlier: [{ ...earlier, dueAt: at(2 * 60 * minutes) }],
  }
  return [
    viewOf(1, { light: 'red', over: true, title: '张三的低保', dueAt: at(-60 * minutes), remainingSeconds: -3600 }),
    viewOf(2, {
      ...{ light: 'yellow', title: '李四补缴社保', type: typesOfMatters[1]! },
      clocks: [recomputed, clock('step', 'handle', -90 * 60 * minutes, 24 * 60 * minutes)],
    }),
    viewOf(3),
    viewOf(4, {
      ...{ state: 'lacking', light: 'grey', missing: ['income'], brought: ['id'], clocks: [], dueAt: null },
      ...{ remainingSeconds: null, may: ['supply', 'accept', 'withdraw'] },
    }),
    viewOf(5, {
      ...{ title: '王五转来的生育登记', type: typesOfMatters[2]!, offered: true, unitName: '上坪村' },
      handOver: {
        ...{ handOverId: idOf(53, 1), toUnitId: idOf(1, 1), toUnitName: '青山镇人民政府', toStaffId: idOf(3, 2) },
        ...{ reason: '须由镇里盖章', at: at(-30 * minutes) },
      },
      may: ['takeOver', 'refuseHandOver'],
    }),
    viewOf(6, {
      ...{ state: 'finished', light: 'done', step: null, dueAt: null, remainingSeconds: null, clocks: [], traces: [] },
      ...{ result: '已发证', may: ['reopen'], title: '赵六的低保' },
    }),
  ]
}

const urgency = ['red', 'yellow', 'green', 'grey', 'done']
const isOpen = (it: MatterRow): boolean => !['finished', 'refused', 'withdrawn'].includes(it.state)
type Query = {
  state?: string | undefined
  light?: string | undefined
  search?: string | undefined
  mine?: '1' | undefined
}

const fits = (it: MatterRow, { state = 'all', light, search = '', mine }: Query): boolean =>
  (state === 'all' || isOpen(it) === (state === 'open')) &&
  (light === undefined || it.light === light) &&
  (mine === undefined || it.holder === '王芳' || it.offered) &&
  `${it.title}${it.typeName}`.includes(search)

function take(world: World, body: TakeMatter): MatterView {
  const { matters, taken } = mattersOf(world)
  taken.push(body)
  const known = matters.find((it) => it.matterId === body.matterId)
  if (known) return known
  const type = find(typesOfMatters, (it) => it.typeId === body.typeId)
  const { matterId, title, channel, applicant, brought, takenAt } = body
  const clocks = [clock('acceptance', '', 0, 5 * 24 * 60 * minutes)]
  const fresh = viewOf(100 + matters.length, {
    ...{ matterId, title, channel, applicant, brought, type, state: 'taken', step: '决定是否受理', clocks, traces: [] },
    ...{ takenAt: takenAt ?? at(0), simulated: false, may: ['accept', 'tellMissing', 'refuse', 'withdraw'] },
  })
  matters.push(fresh)
  return fresh
}

type Act = Parameters<typeof change>[1]

function change(matter: MatterView, body: { act: string; materials?: readonly string[]; result?: string }): MatterView {
  switch (body.act) {
    case 'accept':
    case 'takeOver':
      return { ...matter, state: 'running', step: '经办', offered: false, handOver: null, may: ['finishStep', 'offer'] }
    case 'tellMissing':
      return { ...matter, state: 'lacking', light: 'grey', missing: [...(body.materials ?? [])], may: ['supply'] }
    case 'finish':
      return { ...matter, state: 'finished', light: 'done', result: body.result ?? '', may: [] }
    default:
      return matter
  }
}

function act(world: World, matterId: string, body: Act): MatterView {
  const { matters } = mattersOf(world)
  const place = matters.findIndex((it) => it.matterId === matterId)
  const matter = matters[place]
  if (matter === undefined) throw new No('notFound')
  if (!matter.may.includes(body.act)) throw new No('alreadyDone')
  matters[place] = change(matter, body)
  return matters[place]
}

/** Whatever a matter can be asked; only as much of its life as the pages need. */
export const matterAnswers: TestAnswer[] = [
  on(listMatterTypes, () =>
    typesOfMatters.map((it) => ({ ...it, sounds: soundsOf(it), retired: false, openMatters: 0, at: at(0) })),
  ),
  on(routes.readCounter, ({ world }) => ({
    sites: world.sites.slice(0, 2).map(({ siteId, name, unitId }) => ({
      ...{ siteId, name, unitId },
      staff: world.staff
        .filter((it) => it.siteId === siteId)
        .map(({ staffId, name, post }) => ({ staffId, name, post })),
    })),
    types: typesOfMatters.map(({ typeId, code, name, group, keywords, unitId, materials }) => ({
      ...{ typeId, code, name, group, keywords, unitId, sounds: soundsOf({ name, group, keywords }) },
      materials: materials.map(({ key, name, required }) => ({ key, name, required })),
    })),
  })),
  on(routes.takeMatter, ({ world, body }) => take(world, body)),
  on(routes.listMatters, ({ world, query }): OutputOf<typeof routes.listMatters> => {
    const { matters } = mattersOf(world)
    const of = (light: string) => matters.filter((it) => isOpen(it) && it.light === light).length
    const rows = matters.filter((it) => fits(it, query))
    return {
      rows: rows.toSorted((a, b) => urgency.indexOf(a.light) - urgency.indexOf(b.light)),
      next: null,
      lights: { green: of('green'), yellow: of('yellow'), red: of('red'), grey: of('grey'), done: 0 },
    }
  }),
  on(routes.readMatter, ({ world, params }) => find(mattersOf(world).matters, (it) => it.matterId === params.matterId)),
  on(listMatterVisits, () => ({ trips: 0, visits: [] })),
  on(routes.actOnMatter, ({ world, params, body }) => act(world, params.matterId, body)),
]

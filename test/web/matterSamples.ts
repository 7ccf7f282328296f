import type { MatterStanding } from '../../src/contract/matters.ts'
import type { MeasuredKind, MeasuredShare, MeasuredUnit, MeasuresView } from '../../src/contract/routes/measures.ts'
import type { CitizenCounty, MatterPageView } from '../../src/contract/routes/standing.ts'
import { silentBounds, wilson } from '../../src/matter/rating/rules/share.ts'

export const countySample: CitizenCounty = {
  countyName: '清溪县',
  demo: true,
  complaints: { name: '县纪委监委', phone: '12388' },
}

export const standingSample: MatterStanding = {
  matterId: '0199aaaa-0000-7000-8000-000000000001',
  typeName: '农村宅基地建房审批',
  title: '老屋翻建',
  unitName: '青山镇',
  siteId: '0199aaaa-0000-7000-8000-000000000002',
  siteName: '青山镇便民服务中心',
  dutyPhone: '0571-88001234',
  state: 'running',
  light: 'yellow',
  takenAt: '2026-03-02T01:03:09.000Z',
  steps: [
    { key: 'look', name: '现场勘查', post: '村文书', state: 'done', heldSeconds: 7509, dueAt: null, late: true },
    {
      key: 'decide',
      name: '镇审批',
      post: '镇国土员',
      state: 'now',
      heldSeconds: 3661,
      dueAt: '2026-03-05T09:30:00.000Z',
      late: false,
    },
    { key: 'hand', name: '发证', post: '窗口', state: 'later', heldSeconds: 0, dueAt: null, late: false },
  ],
  post: '镇国土员',
  heldSeconds: 3661,
  dueAt: '2026-03-06T09:30:00.000Z',
  overdue: false,
  missing: [],
  missingWords: '',
  pause: null,
  extension: null,
  result: null,
  refusal: null,
  endedAt: null,
}

export const matterSample: MatterPageView = {
  ...countySample,
  code: 'ABCDE-12345-6789',
  standing: standingSample,
  said: null,
  right: { kind: 'none' },
  staff: false,
  mayReopen: false,
}

const over = { steps: standingSample.steps.map((it) => ({ ...it, state: 'done' as const, dueAt: null })) }
const ended = { ...over, endedAt: '2026-03-06T07:12:05.000Z', light: 'done' as const }
const asked = { kind: 'open', round: 1, until: '2026-04-04' } as const

/** Every way a matter can stand. */
export const standings: Readonly<Record<string, MatterPageView>> = {
  taken: { ...matterSample, standing: { ...standingSample, state: 'taken' } },
  lacking: {
    ...matterSample,
    standing: {
      ...standingSample,
      state: 'lacking',
      missing: [
        { name: '身份证', how: '原件和复印件各一份' },
        { name: '四邻签字', how: '' },
      ],
      missingWords: '请在一个月内补齐',
    },
  },
  running: matterSample,
  overdue: { ...matterSample, standing: { ...standingSample, overdue: true, extension: '需要上级会审' } },
  paused: {
    ...matterSample,
    standing: {
      ...standingSample,
      state: 'paused',
      pause: { ground: 'expertReview', document: '清建评〔2026〕3 号', until: '2026-03-20' },
    },
  },
  finished: {
    ...matterSample,
    standing: { ...standingSample, ...ended, state: 'finished', result: '同意建房，请来领证' },
    right: asked,
    mayReopen: true,
  },
  rated: {
    ...matterSample,
    standing: { ...standingSample, ...ended, state: 'finished', result: '同意建房' },
    said: 'rated',
    right: { ...asked, kind: 'used' },
    mayReopen: true,
  },
  refused: {
    ...matterSample,
    standing: {
      ...standingSample,
      ...ended,
      state: 'refused',
      refusal: { ground: '土地管理法第六十二条', explanation: '一户一宅', remedy: '六十日内可向县政府申请复议' },
    },
    right: asked,
    mayReopen: true,
  },
  withdrawn: { ...matterSample, standing: { ...standingSample, ...ended, state: 'withdrawn' }, mayReopen: true },
}

const share = (x: number, n: number, all: number | null): MeasuredShare => ({
  ...{ x, n, share: x / n, ...wilson(x, n) },
  silent: all === null ? null : silentBounds(x, n, all),
  ...{ drawn: 0.8, few: n < 30 },
})

const nothing = { answered: null, solved: null, satisfied: null }
const unitSample = (n: number): MeasuredUnit => ({
  unitId: `0199aaaa-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`,
  unitName: `${['上坪', '下坪', '青山', '白云'][n % 4]}${n}村`,
  withUnits: n === 3 ? ['小坪村'] : [],
  asked: n % 5 === 4 ? null : 40 + n,
  inTime: n % 5 === 4 ? null : 38,
  reopened: n % 5 === 4 ? null : 1,
  first:
    n % 3 === 2 ? nothing : { answered: 12 + n, solved: share(9, 12 + n, 40 + n), satisfied: share(8, 11, 40 + n) },
  second: n % 4 === 0 ? { answered: 8, solved: share(5, 8, 40 + n), satisfied: share(6, 8, 40 + n) } : nothing,
  called:
    n === 1
      ? { solved: share(6, 10, null), difference: { value: 0.09, low: -0.28, high: 0.44 } }
      : { solved: null, difference: null },
  visits: n === 0 ? { nobodyThere: 6, sentAway: 11, breaches: null } : null,
  medianHours: n % 5 === 4 ? null : 60,
})

/** Five steps, one of them told of too few; every third kind was handed over by too few. */
const kindSample = (n: number): MeasuredKind => ({
  typeId: `0199aaaa-0000-7000-8000-0000000002${String(n).padStart(2, '0')}`,
  name: `${['农村宅基地建房', '临时救助', '生育登记', '林木采伐'][n % 4]}审批（${n + 1} 类）`,
  matters: 40 + ((n * 7) % 30),
  handOvers: n % 3 === 2 ? null : { taken: 6 + n, per100: 15 + n / 10, medianSeconds: 2_700 + n * 61 },
  steps: ['现场勘查', '村级公示', '镇里初审', '部门会审', '制证发证'].map((name, i) => ({
    key: `step-${i}`,
    name,
    limit: { unit: i % 2 === 0 ? 'workingDays' : 'workingHours', amount: i + 1 },
    told:
      i === 3
        ? null
        : {
            ended: 40 - i,
            inTime: 36 - ((n + i) % 5),
            medianSeconds: 1_800 * (n + 1) * (i + 1),
            slowSeconds: 4_321 * (n + 1) * (i + 1),
            givenSeconds: 25_200 * (i + 1),
          },
  })),
})

/** A county of so many units, and half as many kinds of matters. */
export const measuresSample = (units: number): MeasuresView => ({
  ...countySample,
  periods: ['2026-Q1', '2026', '2025-Q4', '2025'],
  period: '2026-Q1',
  county: {
    ...unitSample(1),
    unitId: null,
    unitName: '清溪县',
    first: { ...unitSample(1).first, solved: share(210, 300, 900) },
  },
  units: Array.from({ length: units }, (_, n) => unitSample(n)),
  kinds: Array.from({ length: units / 2 }, (_, n) => kindSample(n)),
  daySeconds: 25_200,
  excluded: { practice: 2, twice: 5 },
  refused: 3,
  used: 420,
  told: 400,
  least: 5,
  leastCompared: 30,
})

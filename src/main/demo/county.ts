import type { DutyHours, Site, Staff, Unit } from '../../contract/people.ts'
import type { Dice } from './dice.ts'
import { idOf, nameOf } from './names.ts'

/** A made-up county: nobody in it exists. */
export interface DemoCounty {
  readonly countyId: number
  readonly name: string
  readonly complaints: { readonly name: string; readonly phone: string }
  readonly units: readonly Unit[]
  readonly sites: readonly Site[]
  readonly staff: readonly Staff[]
  /** Came in the middle of it; not among `staff`. */
  readonly newcomer: Staff
}

/** How many people and villages; smaller ones are for tests. */
export interface DemoSize {
  readonly villages: number
  readonly communities: number
  readonly court: number
  readonly town: number
}

export const wholeCounty: DemoSize = { villages: 26, communities: 2, court: 40, town: 24 }

const workdays = ['1', '2', '3', '4', '5'] as const
const officeHours: DutyHours = Object.fromEntries(
  workdays.map((day) => [
    day,
    [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ],
  ]),
)

const villages =
  '上溪 下溪 石桥 竹园 梅岭 枫林 白云 长坑 大坪 高山 古城 后洋 黄泥 金鸡 九龙 兰田 柳下 罗汉 南坑 坪头 青石 沙湾 水口 松树 桐坞 塘坞'.split(
    ' ',
  )
const communities = ['滨江', '东门']

/** One court, one township with its villages and communities. The same dice give the same county. */
export function makeCounty(dice: Dice, size: DemoSize = wholeCounty): DemoCounty {
  const county = unit('county', '青川示范县', 'county', null)
  const court = unit('court', '青川示范县人民法院', 'court', county)
  const town = unit('town', '清溪镇', 'township', county)
  const below = [
    ...villages.slice(0, size.villages).map((name, i) => unit(`village-${i}`, `${name}村`, 'village', town)),
    ...communities
      .slice(0, size.communities)
      .map((name, i) => unit(`community-${i}`, `${name}社区`, 'community', town)),
  ]
  const places: [Unit, number][] = [
    [court, size.court],
    [town, size.town],
    ...below.map((it): [Unit, number] => [it, it.kind === 'village' ? 3 : 4]),
  ]
  const sites = places.map(([it], i) => siteOf(it, i))
  const staff = places.flatMap(([it, count], i) => crew(dice, it, sites[i] as Site, count, i))
  const [newcomer] = crew(dice, town, sites[1] as Site, 1, 90)
  if (newcomer === undefined) throw new RangeError('a crew of nobody')
  return {
    countyId: 999901,
    name: '青川示范县（演示）',
    complaints: { name: '县纪委监委信访室（演示）', phone: '0999-12388' },
    units: [county, court, town, ...below],
    sites,
    staff,
    newcomer: { ...newcomer, post: '窗口工作人员', partyBranch: null },
  }
}

const unit = (key: string, name: string, kind: Unit['kind'], parent: Unit | null): Unit => ({
  unitId: idOf(`unit ${key}`),
  parentId: parent?.unitId ?? null,
  name,
  kind,
})

function siteOf(it: Unit, i: number): Site {
  const door = { court: '诉讼服务中心', township: '便民服务中心' }[it.kind as string] ?? '便民服务站'
  return {
    siteId: idOf(`site ${it.unitId}`),
    unitId: it.unitId,
    name: `${it.name}${door}`,
    address: '演示地址',
    hours: officeHours,
    dutyPhone: `0999-${String(6_000_000 + i * 101)}`,
    closed: false,
  }
}

const posts: Partial<Record<Unit['kind'], readonly string[]>> = {
  court: ['院长', '副院长', '审判员', '审判员', '法官助理', '书记员', '书记员', '法警'],
  township: ['镇长', '副镇长', '窗口工作人员', '窗口工作人员', '驻村干部', '文书'],
  village: ['村党支部书记', '村委会主任', '村文书'],
  community: ['社区书记', '社区主任', '网格员', '网格员'],
}

function crew(dice: Dice, it: Unit, site: Site, size: number, place: number): Staff[] {
  return Array.from({ length: size }, (_, i) => {
    const own = posts[it.kind] ?? ['工作人员']
    const post = own[i < 2 ? i : 2 + ((i - 2) % Math.max(1, own.length - 2))] ?? '工作人员'
    return {
      staffId: idOf(`staff ${place} ${i}`),
      unitId: it.unitId,
      siteId: site.siteId,
      name: nameOf(dice),
      post,
      employeeNo: `${String(place + 10)}${String(i + 1).padStart(3, '0')}`,
      phone: `199${String(10_000_000 + place * 1000 + i)}`,
      partyBranch: i === 0 ? `${it.name}党支部` : null,
      published: it.kind !== 'court' || i < 2,
      cardNo: i % 5 === 0 ? `C${String(place + 10)}${String(i + 1).padStart(4, '0')}` : null,
      leftOn: null,
    }
  })
}

import type { MatterType } from '../../contract/matterTypes.ts'
import { keepMatterType, keepWorkingHours, retireMatterType } from '../../contract/routes/matterTypes.ts'
import { usualHours } from '../../contract/workingHours.ts'
import { addDays, dayOf, type Iso, instantAt } from '../../kit/time.ts'
import { listSamples } from '../../matter/types/samples.ts'
import type { Act } from './acts.ts'
import type { Cast } from './cast.ts'
import { idOf } from './names.ts'
import { secondActs } from './secondActs.ts'
import type { DemoSpan } from './span.ts'

/** The id of a kind, by its code. */
const demoTypeId = (code: string): string => idOf(`matter type ${code}`)

/**
 * The common samples as the county's kinds of matter from the first day on; one promised sooner later on, one allowed more
 * time by two persons, one retired; and the hours of the town's Saturday mornings.
 */
export const matterTypeActs = (cast: Cast, span: DemoSpan): Act[] => [
  { at: instantAt(span.since, '08:10'), run: loadSamples(span) },
  saturdays(cast, span),
  { at: later(span, 9, '10:05'), run: promiseSooner(later(span, 9, '10:05')) },
  { at: later(span, 12, '15:20'), run: allowMore(span) },
  { at: later(span, 15, '11:00'), run: retireOne },
]

const later = ({ since }: DemoSpan, days: number, clock: string): Iso => instantAt(addDays(since, days), clock)

const samples = (from: string): MatterType[] =>
  listSamples(from, () => '').map((it) => ({ ...it, typeId: demoTypeId(it.code) }))

function sample(code: string, from: string): MatterType {
  const found = samples(from).find((it) => it.code === code)
  if (found === undefined) throw new RangeError(`no shipped matter ${code}`)
  return found
}

const loadSamples =
  ({ since }: DemoSpan): Act['run'] =>
  async (office) => {
    for (const body of samples(since)) await office.ask('xian', keepMatterType, { body })
    return []
  }

/** The street lamps: two days instead of three. */
const promiseSooner =
  (at: Iso): Act['run'] =>
  async (office) => {
    const type = sample('gg-01', dayOf(at))
    const steps = type.steps.map((it, i) => (i === 1 ? { ...it, limit: { ...it.limit, amount: 1 } } : it))
    const promised = { unit: 'workingDays', amount: 2 } as const
    await office.ask('xian', keepMatterType, { body: { ...type, version: 2, steps, promised } })
    return []
  }

/** Roads: the rainy season allows more time, which another person confirms the next morning. */
const allowMore =
  (span: DemoSpan): Act['run'] =>
  async (office) => {
    const type = sample('gg-02', addDays(span.since, 12))
    const promised = { unit: 'workingDays', amount: 12 } as const
    const why = '雨季塌方增多，修复需等天晴（演示）'
    const done = await office.ask('xian', keepMatterType, { body: { ...type, version: 2, promised, why } })
    return secondActs(done, 'xitong', later(span, 13, '09:10'))
  }

const retireOne: Act['run'] = async (office) => {
  const reason = '证明事项清理：婚姻登记信息由民政部门核查（演示）'
  await office.ask('xian', retireMatterType, { params: { typeId: demoTypeId('zm-02') }, body: { reason } })
  return []
}

function saturdays({ town }: Cast, span: DemoSpan): Act {
  const weekly = { ...usualHours.weekly, sat: [{ from: '09:00', to: '12:00' }] }
  return {
    at: instantAt(span.since, '08:30'),
    run: async (office) => {
      const reason = '周六上午延时服务（演示）'
      const body = { unitId: town.unit.unitId, hours: { from: span.since, weekly }, reason }
      await office.ask('xian', keepWorkingHours, { body })
      return []
    },
  }
}

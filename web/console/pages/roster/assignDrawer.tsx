import { Checkbox, Form, InputNumber, Radio, Select } from 'antd'
import type { Assignment, Pattern } from '../../../../src/contract/roster.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { keepAssignment, readRoster } from '../../../../src/contract/routes/roster.ts'
import type { Second } from '../../../../src/contract/second.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { TakesTwo, useSaySecond, WhyField } from '../../parts/second.tsx'
import { usePersonOptions } from '../duties/persons.ts'
import { staggered } from './templates.ts'
import { rosterWords } from './words.ts'

interface Values {
  readonly staffIds: readonly string[]
  readonly patternId: string | null
  readonly post: Assignment['post']
  readonly from: string
  readonly to: string | null
  readonly first: number
  readonly stagger: boolean
  readonly why?: string
}

/** Lets one or several people work by a pattern from a day on. */
export function AssignDrawer({ patterns, onClose }: { patterns: readonly Pattern[]; onClose: () => void }) {
  const words = useWords(rosterWords)
  const say = useSaySecond()
  const persons = usePersonOptions('')
  const keeping = useDo(keepAssignment, [readRoster, listProposals])
  const keep = async ({ staffIds, first, stagger, patternId, post, from, to, why }: Values) => {
    const length = patterns.find((it) => it.patternId === patternId)?.days.length ?? 1
    const steps = stagger ? staggered(staffIds.length, length) : staffIds.map(() => 0)
    const seconds: Second[] = []
    try {
      for (const [n, staffId] of staffIds.entries()) {
        const phase = ((first ?? 1) - 1 + (steps[n] ?? 0)) % length
        const body = { staffId, patternId, post, from, to: to ?? null, phase, why }
        seconds.push((await keeping.mutateAsync({ params: { assignmentId: newId() }, body })).second)
      }
      say(seconds, words.assigned(staffIds.length))
      onClose()
    } catch {
      // The refusal was shown; what was kept before it stands in the list.
    }
  }
  const initial = { patternId: null, post: 'full', from: dayOf(new Date().toISOString()), to: null, first: 1 } as const
  return (
    <FormDrawer<Values>
      title={words.assign}
      initial={initial}
      busy={keeping.isPending}
      onKeep={(values) => void keep(values)}
      onClose={onClose}
    >
      <Form.Item name="staffIds" label={words.people} rules={[{ required: true, type: 'array', min: 1 }]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={persons} />
      </Form.Item>
      <WhichPattern patterns={patterns} />
      <Form.Item required name="post" label={words.post}>
        <Radio.Group
          optionType="button"
          options={(['full', 'part'] as const).map((it) => ({ value: it, label: words.posts[it] }))}
        />
      </Form.Item>
      <div className="two">
        <Form.Item name="from" label={words.start} rules={[{ required: true }]}>
          <DaySelect />
        </Form.Item>
        <Form.Item name="to" label={words.end} extra={words.endWhy}>
          <DaySelect clearable />
        </Form.Item>
      </div>
      <WhenPast />
    </FormDrawer>
  )
}

/** Days gone by take two persons, and a word on why. */
function WhenPast() {
  const from = Form.useWatch<string | undefined>('from')
  if (from === undefined || from >= dayOf(new Date().toISOString())) return null
  return (
    <>
      <TakesTwo past />
      <WhyField />
    </>
  )
}

function WhichPattern({ patterns }: { patterns: readonly Pattern[] }) {
  const words = useWords(rosterWords)
  const chosen = Form.useWatch<string | null>('patternId')
  const pattern = patterns.find((it) => it.patternId === chosen)
  const options = patterns.filter((it) => !it.retired).map((it) => ({ value: it.patternId, label: it.name }))
  return (
    <>
      <Form.Item required name="patternId" label={words.pattern}>
        <Select options={[{ value: null as string | null, label: words.officeHours }, ...options]} />
      </Form.Item>
      {pattern?.turns === 'cycle' && (
        <>
          <Form.Item required name="first" label={words.phase}>
            <InputNumber min={1} max={pattern.days.length} precision={0} />
          </Form.Item>
          <Form.Item name="stagger" valuePropName="checked">
            <Checkbox>{words.stagger}</Checkbox>
          </Form.Item>
        </>
      )}
    </>
  )
}

import { App, Button, Form, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { readTree } from '../../../../src/contract/routes/people.ts'
import { announceSpotCheck, listSpotChecks, sizeSpotCheck } from '../../../../src/contract/routes/spotChecks.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { clockOf, type Day, dayOf, instantAt } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { readScope } from '../../parts/attendance/scope.ts'
import { Sheet } from '../../parts/page.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Failure } from '../../parts/waiting.tsx'
import { useSession } from '../../session.ts'
import { BigChoice } from './bigChoice.tsx'
import { confidences, lotteryOf, nextLottery, rates, sayShare, sizeOfMany } from './reading.ts'
import { WhenFields } from './whenFields.tsx'
import { spotCheckWords } from './words.ts'

interface Plan {
  unitId: string
  rate: number
  confidence: number
  beaconSource: string
  day: Day
  clock: string
}

/** Announces who may be drawn, how many, and which number, not known yet, will draw. */
export function Planning({ onAnnounced }: { onAnnounced: (spotCheckId: string) => void }) {
  const words = useWords(spotCheckWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<Plan>()
  // Made once, so that pressing twice announces once.
  const [spotCheckId] = useState(newId)
  const announcing = useDo(announceSpotCheck, [listSpotChecks])
  const announce = ({ unitId, rate, confidence, beaconSource, day, clock }: Plan) =>
    announcing
      .mutateAsync({
        params: { spotCheckId },
        body: { unitId, rate, confidence, beaconSource: beaconSource.trim(), beaconAt: instantAt(day, clock) },
      })
      .then(() => {
        void message.success(words.announcedNow)
        onAnnounced(spotCheckId)
      })
      .catch(() => undefined)
  return (
    <Sheet>
      <Form<Plan>
        form={form}
        layout="vertical"
        className="spot-form"
        requiredMark={false}
        initialValues={{ rate: 0.05, confidence: 0.95, beaconSource: '' }}
        scrollToFirstError
        onFinish={announce}
      >
        <UnitField />
        <Form.Item name="rate" label={words.rate}>
          <RateChoice />
        </Form.Item>
        <Form.Item name="confidence" label={words.confidence}>
          <BigChoice
            label={words.confidence}
            options={confidences.map((it) => ({ value: it, label: sayShare(it) }))}
            columns={3}
          />
        </Form.Item>
        <Size />
        <SourceFields />
        <Button type="primary" htmlType="submit" className="big" loading={announcing.isPending}>
          {words.announce}
        </Button>
      </Form>
    </Sheet>
  )
}

/** All units: whoever plans spot checks stands above them. */
function UnitField() {
  const words = useWords(spotCheckWords)
  const account = useSession()?.account ?? null
  const units = useAsked(readTree, {}).data?.units
  const options = useMemo(
    () =>
      readScope(account, units ?? [], ['county', 'inspector']).map(({ unitId, name, depth }) => ({
        value: unitId,
        label: `${'　'.repeat(depth)}${name}`,
      })),
    [account, units],
  )
  return (
    <Form.Item name="unitId" label={words.unit} rules={[{ required: true, message: words.unitWanted }]}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={units === undefined} />
    </Form.Item>
  )
}

interface Controlled {
  readonly value?: number
  readonly onChange?: (rate: number) => void
}

function RateChoice({ value, onChange }: Controlled) {
  const words = useWords(spotCheckWords)
  const form = Form.useFormInstance<Plan>()
  const confidence = Form.useWatch('confidence', form) ?? 0.95
  return (
    <BigChoice
      label={words.rate}
      columns={2}
      {...(value !== undefined && { value })}
      {...(onChange && { onChange })}
      options={rates.map((rate) => ({
        value: rate,
        label: sayShare(rate),
        more: `${words.rateMeans[rate]} · ${words.atLeast(sizeOfMany(confidence, rate))}`,
      }))}
    />
  )
}

/** How many that is here, in words. */
function Size() {
  const words = useWords(spotCheckWords)
  const form = Form.useFormInstance<Plan>()
  const unitId = Form.useWatch('unitId', form) ?? ''
  const rate = Form.useWatch('rate', form) ?? 0.05
  const confidence = Form.useWatch('confidence', form) ?? 0.95
  const { data, error } = useAsked(sizeSpotCheck, { query: { unitId, rate, confidence } }, { enabled: unitId !== '' })
  return (
    <div className="hint spot-size" aria-live="polite">
      <strong>{words.sizeInWords(sayShare(confidence), sayShare(rate), sizeOfMany(confidence, rate))}</strong>{' '}
      {data && (data.population === 0 ? words.sizeNobody : words.sizeHere(data.population, data.size))}
      <div className="soft">{words.sizeMeaning}</div>
      {error !== null && <Failure failure={error} />}
    </div>
  )
}

/** Which number, and from when on it is published; the next drawing of a lottery with one press. */
function SourceFields() {
  const words = useWords(spotCheckWords)
  const { language } = useLanguage()
  const form = Form.useFormInstance<Plan>()
  const [next] = useState(() => nextLottery(new Date().toISOString()))
  const label = dayLabel(next, language)
  const fillNext = () => {
    const at = lotteryOf(next)
    form.setFieldsValue({ beaconSource: words.sourceExample(next), day: dayOf(at), clock: clockOf(at).slice(0, 5) })
  }
  return (
    <>
      <Form.Item label={words.source} htmlFor="beaconSource" extra={words.sourceExtra}>
        <Button className="big spot-next" onClick={fillNext}>
          {words.useNext(label)}
        </Button>
        <Form.Item name="beaconSource" noStyle rules={[{ required: true, whitespace: true, min: 4, max: 200 }]}>
          <Input.TextArea id="beaconSource" autoSize={{ minRows: 2 }} maxLength={200} />
        </Form.Item>
      </Form.Item>
      <WhenFields legend={words.publishedFrom} />
    </>
  )
}

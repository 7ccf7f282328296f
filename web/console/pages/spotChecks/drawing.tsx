import { App, Button, Form, Input } from 'antd'
import { drawSpotCheck, listSpotChecks, readSpotCheck } from '../../../../src/contract/routes/spotChecks.ts'
import type { SpotCheck } from '../../../../src/contract/spotChecks.ts'
import { clockOf, type Day, dayOf, instantAt } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { stampOf, useNow } from '../../parts/times.ts'
import { WhenFields } from './whenFields.tsx'
import { spotCheckWords } from './words.ts'

interface Published {
  beacon: string
  day: Day
  clock: string
}

/** Waits for the announced number, then draws with it, once. */
export function Drawing({ spotCheck }: { spotCheck: SpotCheck }) {
  const words = useWords(spotCheckWords)
  const now = useNow()
  const { beaconSource, beaconAt } = spotCheck
  const isOut = Date.parse(beaconAt) <= Date.parse(now)
  return (
    <Sheet title={words.drawTitle}>
      <p>
        <span className="soft">{words.howSource}</span>
        <br />
        {beaconSource}
      </p>
      {isOut ? <DrawForm spotCheck={spotCheck} /> : <p className="hint">{words.drawWait(stampOf(beaconAt))}</p>}
    </Sheet>
  )
}

function DrawForm({ spotCheck: { spotCheckId, beaconAt } }: { spotCheck: SpotCheck }) {
  const words = useWords(spotCheckWords)
  const { message, modal } = App.useApp()
  const drawing = useDo(drawSpotCheck, [listSpotChecks, readSpotCheck])
  const draw = ({ beacon, day, clock }: Published) =>
    drawing
      .mutateAsync({ params: { spotCheckId }, body: { beacon: beacon.trim(), publishedAt: instantAt(day, clock) } })
      .then(() => void message.success(words.drawnNow))
      .catch(() => undefined)
  const ask = (published: Published) =>
    void modal.confirm({
      title: words.drawSure(published.beacon.trim()),
      content: words.drawSureWhy,
      okText: words.draw,
      onOk: () => draw(published),
    })
  return (
    <Form<Published>
      layout="vertical"
      className="spot-form"
      requiredMark={false}
      initialValues={{ day: dayOf(beaconAt), clock: clockOf(beaconAt).slice(0, 5) }}
      onFinish={ask}
    >
      <p>{words.drawLead}</p>
      <Form.Item name="beacon" label={words.beacon} rules={[{ required: true, whitespace: true, min: 4, max: 500 }]}>
        <Input className="spot-beacon" placeholder={words.beaconExample} maxLength={500} autoComplete="off" />
      </Form.Item>
      <WhenFields legend={words.publishedAt} />
      <Button type="primary" htmlType="submit" className="big" loading={drawing.isPending}>
        {words.draw}
      </Button>
    </Form>
  )
}

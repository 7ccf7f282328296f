import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type MatterActName, type MatterView, pauseGrounds } from '../../../../src/contract/matters.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { type FieldName, fieldsOf, type TypedAct } from './acts.ts'
import { OfferFields } from './offerFields.tsx'
import { matterWords } from './words.ts'

interface Props {
  readonly act: MatterActName
  readonly matter: MatterView
}

/** The fields an act asks for. */
export function ActFields({ act, matter }: Props) {
  return fieldsOf[act].map((it) => <Field key={it} name={it} act={act} matter={matter} />)
}

const filled = (max: number) => [{ required: true, whitespace: true, max }]

function Field({ name, act, matter }: Props & { name: FieldName }) {
  switch (name) {
    case 'to':
      return <OfferFields unitId={matter.unitId} />
    case 'materials':
      return <MaterialBoxes act={act} matter={matter} />
    case 'ground':
      return <Ground />
    case 'until':
      return (
        <Labelled name="until" rules={[{ required: true }]}>
          <DaySelect />
        </Labelled>
      )
    case 'days':
      return (
        <Labelled name="days" rules={[{ required: true }]}>
          <InputNumber min={1} max={45} precision={0} />
        </Labelled>
      )
    default:
      return <Written name={name} />
  }
}

type Plain = Exclude<FieldName, 'to' | 'materials' | 'ground' | 'until' | 'days'>
/** How long each may be, whether it must be there, and whether it takes more than a line. */
const plain: Readonly<Record<Plain, readonly [max: number, required: boolean, rows: number]>> = {
  words: [1000, false, 2],
  note: [500, false, 2],
  reason: [500, true, 2],
  document: [120, true, 1],
  result: [1000, true, 3],
  refusalGround: [300, true, 2],
  explanation: [1000, true, 3],
  remedy: [300, true, 2],
  system: [60, true, 1],
  number: [80, true, 1],
  link: [300, false, 1],
}

function Written({ name }: { name: Plain }) {
  const [max, required, rows] = plain[name]
  const rules = required ? filled(max) : name === 'link' ? [{ type: 'url' as const }] : []
  return (
    <Labelled name={name} rules={rules}>
      {rows === 1 ? <Input maxLength={max} autoComplete="off" /> : <Input.TextArea rows={rows} maxLength={max} />}
    </Labelled>
  )
}

function Ground() {
  const words = useWords(matterWords)
  return (
    <Labelled name="ground" rules={[{ required: true }]}>
      <Select options={pauseGrounds.map((it) => ({ value: it, label: words.grounds[it] }))} />
    </Labelled>
  )
}

/** Telling: whatever is not there. Supplying: what was told to be missing, or else whatever is not there. */
function MaterialBoxes({ act, matter: { type, brought, missing } }: Props) {
  const words = useWords(matterWords)
  const absent = type.materials.filter((it) => !brought.includes(it.key))
  const told = absent.filter((it) => missing.includes(it.key))
  const choice = act === 'supply' && told.length > 0 ? told : absent
  const wanted = { validator: async (_: unknown, chosen?: string[]) => chosen?.length || Promise.reject(words.choose) }
  return (
    <Form.Item name="materials" label={words.fields.materials} rules={[wanted]}>
      <Checkbox.Group className="act-boxes" options={choice.map((it) => ({ value: it.key, label: it.name }))} />
    </Form.Item>
  )
}

interface LabelledProps {
  readonly name: keyof TypedAct
  readonly rules: NonNullable<Parameters<typeof Form.Item>[0]['rules']>
  readonly children: ReactNode
}

function Labelled({ name, rules, children }: LabelledProps) {
  const words = useWords(matterWords)
  const label = words.fields[name === 'link' ? 'linkTo' : (name as Exclude<keyof MatterFieldWords, 'linkTo'>)]
  return (
    <Form.Item name={name} label={label} rules={rules}>
      {children}
    </Form.Item>
  )
}

type MatterFieldWords = (typeof matterWords)['zh']['fields']

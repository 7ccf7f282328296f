import { InputNumber, Select, Space } from 'antd'
import type { Limit, Warning } from '../../../../src/contract/matterTypes.ts'
import { useWords } from '../../language.tsx'
import { matterTypesWords } from './words.ts'

interface Props<T> {
  readonly id?: string
  readonly value?: T
  readonly onChange?: (value: T) => void
  /** What it is the limit of, for those who hear the page. */
  readonly label: string
}

const units = ['workingDays', 'workingHours', 'workingSeconds', 'days'] as const
const most = 36_000_000

/** How long something may take: a number and its unit. Without an `id` the number is named by the label too. */
export function LimitInput({ id, value, onChange, label }: Props<Limit>) {
  const words = useWords(matterTypesWords)
  const limit = value ?? { unit: 'workingDays', amount: 1 }
  const named = id === undefined ? { 'aria-label': words.of(label, words.amount) } : { id }
  return (
    <Space.Compact block>
      <InputNumber
        {...named}
        className="amount"
        min={1}
        max={most}
        precision={0}
        value={limit.amount}
        onChange={(amount) => onChange?.({ ...limit, amount: amount ?? 1 })}
      />
      <Select
        className="unit"
        aria-label={words.of(label, words.unit)}
        value={limit.unit}
        options={units.map((it) => ({ value: it, label: words.units[it] }))}
        onChange={(unit) => onChange?.({ ...limit, unit })}
      />
    </Space.Compact>
  )
}

/** When a clock turns yellow: once a share is used, or so long before it is due. */
export function WarningInput({ id, value, onChange, label }: Props<Warning>) {
  const words = useWords(matterTypesWords)
  const warning = value ?? { kind: 'used', percent: 80 }
  const choose = (kind: Warning['kind']) =>
    onChange?.(kind === 'used' ? { kind, percent: 80 } : { kind, limit: { unit: 'workingDays', amount: 1 } })
  return (
    <div className="warning-input">
      <Select
        {...(id !== undefined && { id })}
        value={warning.kind}
        options={(['used', 'before'] as const).map((it) => ({ value: it, label: words.warnings[it] }))}
        onChange={choose}
      />
      {warning.kind === 'used' ? (
        <InputNumber
          aria-label={words.of(label, words.percent)}
          min={1}
          max={99}
          precision={0}
          suffix="%"
          value={warning.percent}
          onChange={(percent) => onChange?.({ kind: 'used', percent: percent ?? 80 })}
        />
      ) : (
        <LimitInput label={label} value={warning.limit} onChange={(limit) => onChange?.({ kind: 'before', limit })} />
      )}
    </div>
  )
}

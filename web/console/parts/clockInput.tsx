import { Input, type InputProps } from 'antd'
import { readClock } from './clock.ts'

interface Props extends Omit<InputProps, 'value' | 'onChange'> {
  readonly value?: string
  readonly onChange?: (clock: string) => void
}

/** A time of day, typed. The browser's own control follows the browser's language, not the page's. */
export function ClockInput({ value, onChange, ...more }: Props) {
  return (
    <Input
      {...more}
      className="clock-input"
      inputMode="numeric"
      placeholder="08:30"
      maxLength={5}
      value={value}
      onChange={({ target }) => onChange?.(target.value)}
      onBlur={({ target }) => onChange?.(readClock(target.value) ?? target.value)}
    />
  )
}

/** What a form asks of a clock. */
export const clockRules = [{ required: true, pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }]

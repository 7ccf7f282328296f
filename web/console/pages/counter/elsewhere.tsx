import { Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language.tsx'
import { isWebLink } from '../matter/reading.ts'
import type { Typed } from './taking.ts'
import { counterWords } from './words.ts'

/** The number of a matter that lives in another system: it is watched here and never retyped. */
export function Elsewhere({ systems }: { systems: readonly string[] }) {
  const words = useWords(counterWords)
  const form = Form.useFormInstance<Typed>()
  const [open, setOpen] = useState(() => isElsewhere(form.getFieldsValue(true)))
  const demand = (isRight: boolean, why: string): Promise<void> => {
    if (isRight) return Promise.resolve()
    // What is wrong must be seen.
    setOpen(true)
    return Promise.reject(new Error(why))
  }
  const system = (_: unknown, it = '') =>
    demand(!isElsewhere(form.getFieldsValue(true)) || it.trim() !== '', words.systemNeeded)
  const number = (_: unknown, it = '') =>
    demand(it.trim() !== '' || !form.getFieldValue('link')?.trim(), words.numberNeeded)
  const link = (_: unknown, it = '') => demand(it.trim() === '' || isWebLink(it.trim()), words.linkWrong)
  return (
    <details className="fold-away apart-below" open={open} onToggle={(it) => setOpen(it.currentTarget.open)}>
      <summary>{words.elsewhere}</summary>
      <p className="soft">{words.elsewhereWhy}</p>
      <div className="two">
        <Form.Item name="system" label={words.system} rules={[{ validator: system }]}>
          <Input maxLength={60} autoComplete="off" list="other-systems" />
        </Form.Item>
        <Form.Item name="number" label={words.number} rules={[{ validator: number }]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
      </div>
      <datalist id="other-systems">
        {[...new Set([...systems, ...words.systems])].map((it) => (
          <option key={it} value={it} />
        ))}
      </datalist>
      <Form.Item name="link" label={words.link} rules={[{ validator: link }]}>
        <Input maxLength={300} inputMode="url" autoComplete="off" />
      </Form.Item>
    </details>
  )
}

/** Whether the number of another system was typed. */
export const isElsewhere = ({ number = '' }: Pick<Typed, 'number'>): boolean => number.trim() !== ''

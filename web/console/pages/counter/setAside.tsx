import { Form } from 'antd'
import { setAsideReasons } from '../../../../src/contract/matters.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { counterWords } from './words.ts'

/** Another kind than the suggested one was chosen: why, if one likes to say so. Nothing waits for it. */
export function SetAside({ name }: { name: string }) {
  const words = useWords(counterWords)
  return (
    <div className="set-aside soft">
      <span>{words.setAside(name)}</span>
      <Form.Item name="asideReason" noStyle>
        <Reasons />
      </Form.Item>
    </div>
  )
}

interface ReasonsProps {
  /** Given by the form. */
  readonly value?: string
  readonly onChange?: (reason: string) => void
}

/** One of three; pressed again it is none. */
function Reasons({ value = '', onChange }: ReasonsProps) {
  const { language } = useLanguage()
  return setAsideReasons.map((it) => (
    <button
      key={it.zh}
      type="button"
      className="chip"
      aria-pressed={value === it.zh}
      onClick={() => onChange?.(value === it.zh ? '' : it.zh)}
    >
      {it[language]}
    </button>
  ))
}

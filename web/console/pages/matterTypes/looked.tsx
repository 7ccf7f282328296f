import { Alert, Form, type FormInstance } from 'antd'
import type { MatterType } from '../../../../src/contract/matterTypes.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { checkMatterType } from '../../../../src/contract/routes/matterTypes.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { TakesTwo, WhyField } from '../../parts/second.tsx'
import { matterTypesWords } from './words.ts'

interface Props {
  readonly type: MatterType
  readonly checked: OutputOf<typeof checkMatterType>
  /** Holds why it is wanted, where a second person confirms it. */
  readonly form: FormInstance<{ why?: string }>
}

/** What keeping a version would change, and what should be looked at before. */
export function Looked({ type, checked: { warnings, changes, takesTwo }, form }: Props) {
  const words = useWords(matterTypesWords)
  const { language } = useLanguage()
  const title = type.version === 1 ? words.isNew : changes.length === 0 ? words.unchanged : words.changes
  return (
    <section aria-live="polite">
      <h3>{type.name}</h3>
      <Alert
        className="apart-below"
        showIcon
        type={type.version > 1 && changes.length > 0 ? 'info' : 'success'}
        title={title}
        description={<Lines all={changes.map((it) => it[language])} />}
      />
      {warnings.length > 0 && (
        <Alert
          className="apart-below"
          showIcon
          type="warning"
          title={words.warned}
          description={<Lines all={warnings.map((it) => it[language])} />}
        />
      )}
      {takesTwo && <TakesTwo />}
      <Form form={form} layout="vertical">
        {takesTwo && <WhyField />}
      </Form>
    </section>
  )
}

function Lines({ all }: { all: readonly string[] }) {
  if (all.length === 0) return null
  return (
    <ul className="plain-list">
      {all.map((it) => (
        <li key={it}>{it}</li>
      ))}
    </ul>
  )
}

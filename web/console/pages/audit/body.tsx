import './audit.css'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../language.tsx'
import { countValues, type Field, type Part, readBody } from './read.ts'
import type { Saying } from './saying.ts'
import { auditWords } from './words.ts'

interface Props {
  readonly kind: string
  readonly body: unknown
  readonly say: Saying
}

/** The content of a record: its fields by name; what has many values is folded. */
export function Body({ kind, body, say }: Props) {
  const { language } = useLanguage()
  return <Fields kind={kind} fields={readBody(body, language)} say={say} />
}

interface FieldsProps extends Omit<Props, 'body'> {
  readonly fields: readonly Field[]
}

function Fields({ kind, fields, say }: FieldsProps) {
  return (
    <dl className="audit-body">
      {fields.map(([name, part]) => (
        <div key={name}>
          <dt>{say.field(kind, name)}</dt>
          <dd>
            <Folded part={part}>
              <PartOf kind={kind} field={name} part={part} say={say} />
            </Folded>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const mostOpen = 6

function Folded({ part, children }: { part: Part; children: ReactNode }) {
  const words = useWords(auditWords)
  const count = countValues(part)
  if (count <= mostOpen) return children
  return (
    <details>
      <summary>{words.items(part.kind === 'several' ? part.parts.length : count)}</summary>
      {children}
    </details>
  )
}

interface PartProps extends Omit<Props, 'body'> {
  readonly field: string
  readonly part: Part
}

function PartOf({ kind, field, part, say }: PartProps) {
  const words = useWords(auditWords)
  switch (part.kind) {
    case 'value':
      return <span title={part.value}>{say.value(kind, field, part.value)}</span>
    case 'fields':
      return <Fields kind={kind} fields={part.fields} say={say} />
    case 'several': {
      const values = part.parts.flatMap((it) => (it.kind === 'value' ? [say.value(kind, field, it.value)] : []))
      if (values.length === part.parts.length) return words.listed(values)
      return (
        <ul className="audit-list">
          {part.parts.map((it, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a kept record never change places
            <li key={n}>
              <PartOf kind={kind} field={field} part={it} say={say} />
            </li>
          ))}
        </ul>
      )
    }
    default:
      return part satisfies never
  }
}

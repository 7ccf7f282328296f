import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type MatterTypeRow, otherTypeCode } from '../../../../src/contract/matterTypes.ts'
import { keepMatterType, listMatterTypes, retireMatterType } from '../../../../src/contract/routes/matterTypes.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { SearchInput } from '../../parts/searchInput.tsx'
import { useMay } from '../../session.ts'
import { sayLimit } from '../matter/saying.ts'
import { groupTypes } from './form.ts'
import type { Opened } from './opened.ts'
import { matterTypesWords } from './words.ts'

interface Props {
  readonly types: readonly MatterTypeRow[]
  readonly open: (opened: Opened) => void
}

/** All kinds by group, narrowed while one types. */
export function TypeList({ types, open }: Props) {
  const words = useWords(matterTypesWords)
  const [typed, setTyped] = useState('')
  const groups = groupTypes(types, typed)
  const found = groups.reduce((sum, [, some]) => sum + some.length, 0)
  return (
    <>
      <div className="actions apart-below">
        <SearchInput label={words.search} onText={setTyped} />
        <span className="soft" role="status">
          {words.shownOf(found, types.length)}
        </span>
      </div>
      {found === 0 && <Nothing title={words.noneFound} />}
      {groups.map(([group, some]) => (
        <Sheet key={group} title={group}>
          <ul className="matter-types">
            {some.map((type) => (
              <TypeRow key={type.typeId} type={type} open={open} />
            ))}
          </ul>
        </Sheet>
      ))}
    </>
  )
}

function TypeRow({ type, open }: { type: MatterTypeRow; open: Props['open'] }) {
  const words = useWords(matterTypesWords)
  const { language } = useLanguage()
  const names = useNames()
  const facts = [
    type.unitId === null ? words.county : names.unit(type.unitId),
    words.promisedIn(sayLimit(type.promised, language)),
    words.legalIn(sayLimit(type.legal, language)),
    words.steps(type.steps.length),
    words.materialsCount(type.materials.length),
    words.version(type.version),
  ]
  const coming = type.from > dayOf(new Date().toISOString())
  return (
    <li className={type.retired ? 'retired' : undefined}>
      <div className="about">
        <h3>
          {type.name} <span className="soft numbers">{type.code}</span>
        </h3>
        <p>{facts.join(' · ')}</p>
        <p className="marks">
          {type.publicProblem && <Tag className="tag-blue">{words.publicTag}</Tag>}
          {type.retired && <Tag className="tag-grey">{words.retired}</Tag>}
          {coming && (
            <Tag className="tag-amber">
              {words.coming} · {words.fromDay(type.from)}
            </Tag>
          )}
          {type.openMatters > 0 && <Tag className="tag-jade">{words.open(type.openMatters)}</Tag>}
        </p>
        <Details type={type} />
      </div>
      <TypeActions type={type} open={open} />
    </li>
  )
}

function Details({ type: { name, description, conditions, legalBasis, steps, materials } }: { type: MatterTypeRow }) {
  const words = useWords(matterTypesWords)
  const { language } = useLanguage()
  const required = (yes: boolean) => (yes ? words.required : words.optional)
  return (
    <details className="fold-away">
      <summary aria-label={words.of(words.details, name)}>{words.details}</summary>
      {[description, conditions, legalBasis].filter(Boolean).map((it) => (
        <p key={it} className="lines">
          {it}
        </p>
      ))}
      <ol>
        {steps.map((it) => (
          <li key={it.key}>{[it.name, it.post, sayLimit(it.limit, language)].join(' · ')}</li>
        ))}
      </ol>
      <ul>
        {materials.map((it) => (
          <li key={it.key}>{[it.name, required(it.required), it.how].filter(Boolean).join(' · ')}</li>
        ))}
      </ul>
    </details>
  )
}

function TypeActions({ type, open }: { type: MatterTypeRow; open: Props['open'] }) {
  const words = useWords(matterTypesWords)
  const may = useMay()
  const { typeId, name, retired } = type
  const canKeep = may(keepMatterType)
  const verb = retired ? words.bringBack : words.edit
  return (
    <div className="actions">
      {canKeep && (
        <Button
          aria-label={words.of(verb, name)}
          onClick={() => open({ kind: 'draft', draft: { kind: 'next', typeId } })}
        >
          {verb}
        </Button>
      )}
      <Button
        type="text"
        aria-label={words.of(words.history, name)}
        onClick={() => open({ kind: 'versions', typeId, name })}
      >
        {words.history}
      </Button>
      {canKeep && !retired && type.code !== otherTypeCode && <Retire typeId={typeId} name={name} />}
    </div>
  )
}

function Retire({ typeId, name }: { typeId: string; name: string }) {
  const words = useWords(matterTypesWords)
  const [asking, setAsking] = useState(false)
  const retiring = useDo(retireMatterType, [listMatterTypes])
  return (
    <>
      <Button type="text" danger aria-label={words.of(words.retire, name)} onClick={() => setAsking(true)}>
        {words.retire}
      </Button>
      {asking && (
        <ReasonWanted
          title={words.retire}
          explain={words.retireWhy}
          busy={retiring.isPending}
          onGiven={(reason) =>
            retiring.mutate({ params: { typeId }, body: { reason } }, { onSuccess: () => setAsking(false) })
          }
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  )
}

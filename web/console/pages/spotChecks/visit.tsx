import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { type SpotCheckFound, type SpotCheckItem, spotCheckFinds } from '../../../../src/contract/spotChecks.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { stampOf } from '../../parts/times.ts'
import { useSession } from '../../session.ts'
import { BigChoice } from './bigChoice.tsx'
import { type Draft, dropDraft, findDraft, keepDraft, useDrafts } from './drafts.ts'
import { useSend } from './sending.ts'
import { Paper, Refusal } from './visitParts.tsx'
import { spotCheckWords } from './words.ts'

interface Props {
  readonly spotCheckId: string
  readonly item: SpotCheckItem
  readonly onBack: () => void
}

const blank: Draft = { found: null, at: null, note: '', onPaper: false, standing: { kind: 'typed' } }

/** What was found about one person: choose, save, on to the next. Every letter is kept on the device at once. */
export function Visit({ spotCheckId, item, onBack }: Props) {
  const words = useWords(spotCheckWords)
  const { message } = App.useApp()
  const accountId = useSession()?.account?.accountId ?? ''
  const key = { accountId, spotCheckId, staffId: item.staffId }
  const draft = findDraft(useDrafts(), key) ?? blank
  const [lacks, setLacks] = useState<string>()
  const [sending, setSending] = useState(false)
  const send = useSend()
  const change = (to: Partial<Draft>) => keepDraft(key, { ...draft, ...to, standing: { kind: 'typed' } })
  const save = async () => {
    const lack = findLack(draft)
    setLacks(lack && words[lack])
    if (lack !== undefined) return
    setSending(true)
    const sent = await send(key, draft)
    setSending(false)
    if (sent === 'refused') return
    void (sent === 'kept' ? message.success(words.saved(item.name)) : message.warning(words.savedHere, 6))
    onBack()
  }
  return (
    <form
      className="spot-visit"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Who item={item} onBack={onBack} />
      <Refusal draft={draft} item={item} onDrop={() => dropDraft(key)} onBack={onBack} />
      <BigChoice<SpotCheckFound>
        label={words.what}
        columns={1}
        value={draft.found}
        onChange={(found) => change({ found, at: draft.onPaper ? draft.at : new Date().toISOString() })}
        options={spotCheckFinds.map((it) => ({ value: it, label: words.found[it], more: words.foundMeans[it] }))}
      />
      <label className="spot-note" htmlFor="spot-note">
        {words.note}
        <Input.TextArea
          id="spot-note"
          value={draft.note}
          placeholder={words.noteExample}
          maxLength={300}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => change({ note: target.value })}
        />
      </label>
      <Paper draft={draft} change={change} />
      <div className="spot-save">
        <p role="alert">{lacks}</p>
        <p className="soft small numbers">
          {draft.at !== null && words.foundAt(stampOf(draft.at))} {words.keptFirst}
        </p>
        <Button type="primary" htmlType="submit" className="big" block loading={sending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

/** What is still missing before it can be saved. */
function findLack({ found, at }: Draft): 'foundWanted' | 'clockWanted' | undefined {
  if (found === null) return 'foundWanted'
  return at === null ? 'clockWanted' : undefined
}

function Who({ item: { staffId, name, siteId }, onBack }: Pick<Props, 'item' | 'onBack'>) {
  const words = useWords(spotCheckWords)
  const names = useNames()
  const post = names.staff.find((it) => it.staffId === staffId)?.post
  return (
    <header className="spot-who">
      <Button className="big" onClick={onBack}>
        {words.backToVisits}
      </Button>
      <h1>{name}</h1>
      <p className="soft">{[post, names.site(siteId)].filter(Boolean).join(' · ')}</p>
    </header>
  )
}

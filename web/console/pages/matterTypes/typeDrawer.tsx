import { Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import type { MatterType } from '../../../../src/contract/matterTypes.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import {
  checkMatterType,
  keepMatterType,
  listMatterTypes,
  listMatterTypeVersions,
} from '../../../../src/contract/routes/matterTypes.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { useSaySecond } from '../../parts/second.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { emptyForm, fieldAt, type TypeForm } from './form.ts'
import { Looked } from './looked.tsx'
import type { TypeDraft } from './opened.ts'
import { TypeFields } from './typeFields.tsx'
import { matterTypesWords } from './words.ts'

type Checked = OutputOf<typeof checkMatterType>

/** A kind of matter to be written; its next version begins with what the newest says. */
export function TypeDrawer({ draft, onClose }: { draft: TypeDraft; onClose: () => void }) {
  const [typeId] = useState(() => (draft.kind === 'next' ? draft.typeId : newId()))
  const today = dayOf(new Date().toISOString())
  if (draft.kind === 'new') {
    return <Editor typeId={typeId} version={1} initial={emptyForm(today)} onClose={onClose} />
  }
  return <NextVersion typeId={typeId} today={today} onClose={onClose} />
}

function NextVersion({ typeId, today, onClose }: { typeId: string; today: string; onClose: () => void }) {
  const words = useWords(matterTypesWords)
  const asked = useAsked(listMatterTypeVersions, { params: { typeId } })
  const newest = asked.data?.[0]?.type
  if (newest === undefined) {
    return (
      <Drawer open title={words.edit} size={760} onClose={onClose}>
        <Answered asked={asked}>{() => null}</Answered>
      </Drawer>
    )
  }
  const { typeId: _, version, ...form } = newest
  const from = form.from > today ? form.from : today
  return <Editor typeId={typeId} version={version + 1} initial={{ ...form, from }} onClose={onClose} />
}

interface EditorProps {
  readonly typeId: string
  readonly version: number
  readonly initial: TypeForm
  readonly onClose: () => void
}

/** Two steps: the kind itself, then what it would change; only what was shown is kept. */
function Editor({ typeId, version, initial, onClose }: EditorProps) {
  const words = useWords(matterTypesWords)
  const common = useWords(commonWords)
  const [form] = Form.useForm<TypeForm>()
  const [asking] = Form.useForm<{ why?: string }>()
  const [looked, setLooked] = useState<{ type: MatterType; checked: Checked }>()
  const { busy, check, keep } = useKeeping({ onLooked: setLooked, onFaults: useMarking(form), onClose })
  const finish = () =>
    void asking
      .validateFields()
      .then(({ why }) => looked && keep(looked.type, why))
      .catch(() => undefined)
  return (
    <Drawer
      open
      title={looked ? words.checking : version === 1 ? words.add : words.edit}
      size={760}
      onClose={onClose}
      footer={
        <div className="actions end">
          <Button onClick={looked ? () => setLooked(undefined) : onClose}>{looked ? words.back : common.cancel}</Button>
          <Button type="primary" loading={busy} onClick={looked ? finish : () => form.submit()}>
            {looked ? words.keep : words.check}
          </Button>
        </div>
      }
    >
      {looked && <Looked type={looked.type} checked={looked.checked} form={asking} />}
      <Form<TypeForm>
        form={form}
        className={looked ? 'put-aside' : undefined}
        layout="vertical"
        requiredMark="optional"
        initialValues={initial}
        scrollToFirstError
        onFinish={(given) => check({ ...initial, ...given, typeId, version })}
      >
        <TypeFields form={form} codeStays={initial.code === 'other'} />
      </Form>
    </Drawer>
  )
}

/** Marks the fields that faults speak of. */
function useMarking(form: ReturnType<typeof Form.useForm<TypeForm>>[0]) {
  const { language } = useLanguage()
  return (faults: Checked['faults']) => {
    const fields = faults.map((it) => ({ name: fieldAt(it.path) as never, errors: [it[language]] }))
    form.setFields(fields)
    const [first] = fields
    if (first) form.scrollToField(first.name)
  }
}

interface Keeping {
  readonly onLooked: (looked: { type: MatterType; checked: Checked }) => void
  readonly onFaults: (faults: Checked['faults']) => void
  readonly onClose: () => void
}

function useKeeping({ onLooked, onFaults, onClose }: Keeping) {
  const words = useWords(matterTypesWords)
  const say = useSaySecond()
  const checking = useDo(checkMatterType)
  const keeping = useDo(keepMatterType, [listMatterTypes, listMatterTypeVersions, listProposals])
  return {
    busy: checking.isPending || keeping.isPending,
    check: (type: MatterType) =>
      checking.mutate(
        { body: type },
        {
          onSuccess: (checked) => (checked.faults.length > 0 ? onFaults(checked.faults) : onLooked({ type, checked })),
        },
      ),
    keep: (type: MatterType, why: string | undefined) =>
      keeping.mutate(
        { body: { ...type, why } },
        {
          onSuccess: ({ second }) => {
            say(second, words.kept)
            onClose()
          },
        },
      ),
  }
}

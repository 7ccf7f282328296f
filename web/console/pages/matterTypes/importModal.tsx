import { Alert, Button, Form, type FormInstance, Modal, Table, Tag } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import {
  importMatterTypes,
  listMatterTypes,
  listMatterTypeVersions,
  previewMatterTypes,
  saveMatterTypes,
  saveSampleTypes,
} from '../../../../src/contract/routes/matterTypes.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { addressOf } from '../../../shared/ask.ts'
import { useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BadRows } from '../../parts/badRows.tsx'
import { FileButton } from '../../parts/fileButton.tsx'
import { DownloadIcon } from '../../parts/icons.tsx'
import { TakesTwo, useSaySecond, WhyField } from '../../parts/second.tsx'
import { matterTypesWords } from './words.ts'

type Preview = OutputOf<typeof previewMatterTypes>

/** Upload, look, confirm. Nothing is kept before the last step, and nothing at all while one cell is bad. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const words = useWords(matterTypesWords).sheets
  const say = useSaySecond()
  const [file, setFile] = useState<File>()
  const [form] = Form.useForm<{ why?: string }>()
  const checking = useDo(previewMatterTypes)
  const keeping = useDo(importMatterTypes, [listMatterTypes, listMatterTypeVersions, listProposals])
  const preview = checking.data
  const fresh = preview?.faults.length === 0 ? preview.types.filter((it) => it.change !== 'same').length : 0
  const look = (chosen: File) => {
    setFile(chosen)
    checking.mutate({ file: chosen })
  }
  const keep = (why: string | undefined) =>
    file &&
    keeping.mutate(
      { file, query: { why } },
      {
        onSuccess: ({ kept, unchanged, second }) => {
          say(second, words.done(kept, unchanged))
          onClose()
        },
      },
    )
  const finish = () =>
    void form
      .validateFields()
      .then(({ why }) => keep(why))
      .catch(() => undefined)
  return (
    <Modal
      open
      width={820}
      title={words.title}
      okText={words.confirm(fresh)}
      okButtonProps={{ disabled: fresh === 0 }}
      confirmLoading={keeping.isPending}
      onOk={finish}
      onCancel={onClose}
    >
      <Choosing busy={checking.isPending} onChosen={look} />
      {preview && <PreviewShown preview={preview} form={form} />}
    </Modal>
  )
}

function Choosing({ busy, onChosen }: { busy: boolean; onChosen: (file: File) => void }) {
  const words = useWords(matterTypesWords).sheets
  const { language } = useLanguage()
  // The samples go the way of any other workbook.
  const loadSamples = async () => {
    const answer = await fetch(addressOf(saveSampleTypes, { query: { language } }))
    if (answer.ok) onChosen(new File([await answer.blob()], 'samples.xlsx'))
  }
  return (
    <>
      <p className="soft">{words.lead}</p>
      <div className="actions apart-below">
        <FileButton accept=".xlsx" busy={busy} label={words.choose} onChosen={onChosen} />
        <Button disabled={busy} onClick={() => void loadSamples()}>
          {words.samples}
        </Button>
        <Button icon={<DownloadIcon />} href={addressOf(saveMatterTypes, { query: { language } })}>
          {words.template}
        </Button>
      </div>
      <p className="hint">{words.samplesWhat}</p>
    </>
  )
}

function PreviewShown({ preview, form }: { preview: Preview; form: FormInstance<{ why?: string }> }) {
  const words = useWords(matterTypesWords).sheets
  const { types, faults, takesTwo } = preview
  if (faults.length > 0) {
    return (
      <div role="alert">
        <Alert
          className="apart-below"
          type="error"
          showIcon
          title={words.bad(faults.length)}
          description={words.badNext}
        />
        <BadRows rows={faults.map((it) => ({ row: it.row, problems: [{ ...it, field: placeOf(it) }] }))} />
      </div>
    )
  }
  const count = (change: string) => types.filter((it) => it.change === change).length
  return (
    <>
      <p role="status">
        <strong>{words.counted(count('new'), count('changed'), count('same'))}</strong>
        {count('same') === types.length && ` ${words.nothing}`}
      </p>
      {takesTwo && <TakesTwo />}
      <Form form={form} layout="vertical">
        {takesTwo && <WhyField />}
      </Form>
      <PreviewTable types={types} />
    </>
  )
}

const placeOf = ({ sheet, column }: { sheet: string; column: string }): string =>
  column === '' ? sheet : `${sheet} · ${column}`

function PreviewTable({ types }: { types: Preview['types'] }) {
  const page = useWords(matterTypesWords)
  const words = page.sheets
  const { language } = useLanguage()
  return (
    <Table
      size="small"
      rowKey={({ type }) => type.typeId}
      dataSource={types}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { key: 'code', title: page.fields.code, render: (_, { type }) => type.code, width: 90, responsive: ['sm'] },
        {
          key: 'name',
          title: page.fields.name,
          render: (_, { type, changes, warnings }) => (
            <>
              {type.name}
              {[...changes, ...warnings].map((it) => (
                <div key={it.en} className="soft">
                  {it[language]}
                </div>
              ))}
            </>
          ),
        },
        {
          key: 'change',
          title: words.change,
          width: 100,
          render: (_, { change }) => (
            <Tag className={change === 'same' ? 'tag-grey' : 'tag-blue'}>{words.marks[change]}</Tag>
          ),
        },
      ]}
    />
  )
}

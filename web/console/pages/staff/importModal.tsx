import { Alert, App, Button, Modal, Table, Tag } from 'antd'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { confirmImport, exportStaff, listStaff, previewImport } from '../../../../src/contract/routes/people.ts'
import { addressOf } from '../../../shared/ask.ts'
import { sentenceFor, useDo } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { BadRows } from '../../parts/badRows.tsx'
import { FileButton } from '../../parts/fileButton.tsx'
import { DownloadIcon } from '../../parts/icons.tsx'
import { lacksHeadings } from './headings.ts'
import { staffWords } from './words.ts'

type Preview = OutputOf<typeof previewImport>

/** Upload, look, confirm. Nothing is kept before the last step, and nothing at all while one row is bad. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const words = useWords(staffWords).imports
  const { language } = useLanguage()
  const { message } = App.useApp()
  const checking = useDo(previewImport)
  const keeping = useDo(confirmImport, [listStaff])
  const preview = checking.data
  const failed = lacksHeadings(checking.error) ? words.noHeadings : sentenceFor(checking.error, language)
  const fine = preview !== undefined && preview.bad.length === 0 && preview.good.length > 0
  const keep = () => {
    if (preview === undefined) return
    keeping.mutate(
      { params: { importId: preview.importId } },
      {
        onSuccess: ({ kept }) => {
          void message.success(words.done(kept))
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      width={820}
      title={words.title}
      okText={words.confirm(preview?.good.length ?? 0)}
      okButtonProps={{ disabled: !fine }}
      confirmLoading={keeping.isPending}
      onOk={keep}
      onCancel={onClose}
    >
      <p className="soft">{words.lead}</p>
      <div className="actions apart-below">
        <FileButton
          accept=".xlsx,.csv"
          busy={checking.isPending}
          label={words.choose}
          onChosen={(file) => checking.mutate({ file })}
        />
        <Button icon={<DownloadIcon />} href={addressOf(exportStaff, { query: { format: 'xlsx' } })}>
          {words.template}
        </Button>
      </div>
      {checking.error && <Alert className="apart-below" type="error" showIcon title={failed} />}
      {preview && <PreviewRows preview={preview} />}
    </Modal>
  )
}

function PreviewRows({ preview }: { preview: Preview }) {
  const staff = useWords(staffWords)
  const words = staff.imports
  return (
    <>
      {preview.bad.length > 0 && (
        <>
          <Alert
            className="apart-below"
            type="error"
            showIcon
            title={words.bad(preview.bad.length)}
            description={words.badNext}
          />
          <BadRows rows={preview.bad} />
        </>
      )}
      <p>
        <strong>{preview.fileName}</strong> · {words.good(preview.good.length)}
      </p>
      <Table
        size="small"
        rowKey="row"
        dataSource={preview.good}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { key: 'row', title: words.row, dataIndex: 'row', width: 70 },
          { key: 'name', title: staff.name, render: (_, it) => it.staff.name },
          { key: 'no', title: staff.employeeNo, render: (_, it) => it.staff.employeeNo },
          { key: 'post', title: staff.post, render: (_, it) => it.staff.post, responsive: ['sm'] },
          {
            key: 'change',
            title: words.change,
            render: (_, it) => (
              <Tag className={it.change === 'same' ? 'tag-grey' : 'tag-blue'}>{words.changes[it.change]}</Tag>
            ),
          },
        ]}
      />
    </>
  )
}

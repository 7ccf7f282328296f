import { Alert, App, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import {
  keepTerminalFile,
  listTerminals,
  previewTerminalFile,
  type TerminalRow,
} from '../../../../src/contract/routes/terminals.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { FileButton } from '../../parts/fileButton.tsx'
import { terminalsWords } from './words.ts'

type Preview = OutputOf<typeof previewTerminalFile>

/** A file taken from a terminal: choose, look, keep. Nothing is kept while one row is bad. */
export function FileModal({ terminal, onClose }: { terminal: TerminalRow; onClose: () => void }) {
  const words = useWords(terminalsWords).file
  const { message } = App.useApp()
  const [file, setFile] = useState<File | null>(null)
  const looking = useDo(previewTerminalFile)
  const keeping = useDo(keepTerminalFile, [listTerminals])
  const params = { serial: terminal.serial }
  const preview = looking.data
  const fine = file !== null && preview !== undefined && preview.bad.length === 0 && preview.fresh > 0
  const choose = (chosen: File) => {
    setFile(chosen)
    looking.mutate({ params, file: chosen })
  }
  const keep = () => {
    if (file === null) return
    keeping.mutate(
      { params, file },
      {
        onSuccess: ({ kept }) => {
          void message.success(words.kept(kept))
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      width={720}
      title={words.title(terminal.name)}
      okText={words.keep(preview?.fresh ?? 0)}
      okButtonProps={{ disabled: !fine }}
      confirmLoading={keeping.isPending}
      onOk={keep}
      onCancel={onClose}
    >
      <p className="soft">{words.lead}</p>
      <div className="actions apart-below">
        <FileButton accept=".dat,.txt,.json" busy={looking.isPending} label={words.choose} onChosen={choose} />
      </div>
      {preview && <Found preview={preview} />}
    </Modal>
  )
}

function Found({ preview }: { preview: Preview }) {
  const { file: words, why } = useWords(terminalsWords)
  const { bad, rows, fresh, from, to, unknownPins } = preview
  return (
    <>
      <p className="numbers">
        <strong>{words.found(rows, fresh)}</strong>
        {from !== null && to !== null && <> · {words.from(from, to)}</>}
      </p>
      {unknownPins.length > 0 && <Alert type="warning" showIcon title={words.unknown(unknownPins.join('、'))} />}
      {bad.length > 0 && (
        <>
          <Alert
            className="apart-below"
            type="error"
            showIcon
            title={words.bad(bad.length)}
            description={words.badNext}
          />
          <table className="plain-table">
            <caption className="hidden">{words.bad(bad.length)}</caption>
            <thead>
              <tr>
                <th scope="col">{words.row}</th>
                <th scope="col">{words.text}</th>
                <th scope="col">{words.problem}</th>
              </tr>
            </thead>
            <tbody>
              {bad.map((it) => (
                <tr key={it.row}>
                  <td className="numbers">{it.row}</td>
                  <td>
                    <code>{it.text}</code>
                  </td>
                  <td>{why[it.why]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}

import { App, Button, Tag, Tooltip } from 'antd'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'
import { CopyIcon, ExportIcon } from './icons.tsx'

/** A link to be handed to somebody: shown whole, to copy or to open. */
export function LinkToHand({ link, label, open = false }: { link: string; label: string; open?: boolean }) {
  const words = useWords(commonWords)
  const whole = new URL(link, location.origin).href
  return (
    <div className="link-to-hand">
      <code>{whole}</code>
      <CopyButton text={whole} label={`${words.copy}：${label}`} />
      {open && (
        <Button icon={<ExportIcon />} href={whole} target="_blank" rel="noreferrer">
          {words.open}
        </Button>
      )}
    </div>
  )
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const words = useWords(commonWords)
  const { message } = App.useApp()
  const copy = async () => {
    await copyText(text)
    void message.success(words.copied)
  }
  return (
    <Button icon={<CopyIcon />} aria-label={label} onClick={() => void copy()}>
      {words.copy}
    </Button>
  )
}

/** Over plain HTTP in the county's network there is no clipboard interface: then a selection is copied. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** The sign that a record was made up by the system. */
export function SimulatedTag() {
  const words = useWords(commonWords)
  return (
    <Tooltip title={words.simulatedWhy}>
      <Tag className="tag-amber">{words.simulated}</Tag>
    </Tooltip>
  )
}

import { useState } from 'preact/hooks'
import type { VerifyWords } from './words.ts'

interface Props {
  readonly words: VerifyWords
  /** Something was read before. */
  readonly again: boolean
  readonly onRead: (given: string) => void
}

/** The ways to bring a receipt here: the camera's link, a file, a photo, a pasted text; dropping a file does too. */
export function Reading({ words, again, onRead }: Props) {
  const [pasted, setPasted] = useState('')
  const [said, setSaid] = useState('')
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    if (!file.type.startsWith('image/')) return onRead(await file.text())
    const found = await readCode(file)
    if (found.state === 'read') return onRead(found.text)
    setSaid(found.state === 'cannot' ? words.noPhoto : words.noCode)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    void readFile(event.dataTransfer?.files[0])
  }
  return (
    <section onDragOver={(event) => event.preventDefault()} onDrop={drop} aria-label={words.read}>
      <h2>{again ? words.again : words.read}</h2>
      {!again && <p>{words.lead}</p>}
      <p>{words.scan}</p>
      <p class="acts">
        <Chooser name={words.file} accept=".tlog-proof,.txt,text/plain" onFile={readFile} />
        <Chooser name={words.photo} accept="image/*" onFile={readFile} />
      </p>
      {said !== '' && <p role="status">{said}</p>}
      <label>
        {words.paste}
        <textarea rows={3} value={pasted} onInput={(event) => setPasted(event.currentTarget.value)} />
      </label>
      <button type="button" disabled={pasted.trim() === ''} onClick={() => onRead(pasted)}>
        {words.check}
      </button>
    </section>
  )
}

function Chooser({ name, accept, onFile }: { name: string; accept: string; onFile: (file?: File) => Promise<void> }) {
  return (
    <label class="chooser">
      {name}
      <input type="file" accept={accept} onChange={(event) => void onFile(event.currentTarget.files?.[0])} />
    </label>
  )
}

type Code =
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'cannot' }
  | { readonly state: 'none' }

interface Detector {
  detect(image: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>
}

/** Reads a QR code off a photo, in browsers that can (Chromium on telephones). */
async function readCode(file: File): Promise<Code> {
  const Detectors = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector })
    .BarcodeDetector
  if (Detectors === undefined) return { state: 'cannot' }
  try {
    const [found] = await new Detectors({ formats: ['qr_code'] }).detect(await createImageBitmap(file))
    return found ? { state: 'read', text: found.rawValue } : { state: 'none' }
  } catch {
    return { state: 'none' }
  }
}

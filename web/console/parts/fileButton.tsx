import { Button } from 'antd'
import { useRef } from 'react'
import { UploadIcon } from './icons.tsx'

interface Props {
  readonly label: string
  readonly accept: string
  readonly busy: boolean
  readonly onChosen: (file: File) => void
}

/** Chooses one file. The browser's own control speaks its own language, so it stays behind a button of ours. */
export function FileButton({ label, accept, busy, onChosen }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) onChosen(file)
          target.value = ''
        }}
      />
      <Button type="primary" icon={<UploadIcon />} loading={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}

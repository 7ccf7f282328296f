import QRCode from 'qrcode'
import { useMemo } from 'react'

/** A QR code, drawn here: its text never goes over the network. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => drawingOf(text), [text])
  return (
    <svg className="slip-qr" viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={label}>
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

function drawingOf(text: string): { path: string; size: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const dark = Array.from({ length: size * size }, (_, at) => at).filter((at) => modules.data[at])
  return { size, path: dark.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join('') }
}

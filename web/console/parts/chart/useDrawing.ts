import { useEffect, useState } from 'react'
import type { Drawing } from './drawing.ts'

type Load = () => Promise<{ openDrawing(element: HTMLElement): Drawing }>

/** The drawing in an element, once its code is there. `load` brings the code, always the same function. */
export function useDrawing(place: React.RefObject<HTMLDivElement | null>, load: Load): Drawing | undefined {
  const [drawing, setDrawing] = useState<Drawing>()
  useEffect(() => {
    let open: Drawing | undefined
    let gone = false
    void load().then(({ openDrawing }) => {
      if (gone || place.current === null) return
      open = openDrawing(place.current)
      setDrawing(open)
    })
    return () => {
      gone = true
      open?.end()
      setDrawing(undefined)
    }
  }, [place, load])
  return drawing
}

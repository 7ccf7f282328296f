import { Button } from 'antd'
import { useWords } from '../../language.tsx'
import { Nothing } from '../../parts/page.tsx'
import { monthWords } from './words.ts'

/** A unit without people of its own: whoever looks at a county or a town wants the units below. */
export function Nobody({ title, showBelow }: { title?: string | undefined; showBelow: (() => void) | undefined }) {
  const words = useWords(monthWords)
  const button = showBelow && (
    <Button type="primary" onClick={showBelow}>
      {words.showBelow}
    </Button>
  )
  return <Nothing title={title ?? words.noPeople} next={words.noPeopleNext} action={button} />
}

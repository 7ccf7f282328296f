import { Button } from 'antd'
import { showBoard, showPoster } from '../../../src/contract/routes/board.ts'
import { addressOf } from '../../shared/ask.ts'
import { inBoth, useWords } from '../language.tsx'
import { PrinterIcon, ScheduleIcon } from './icons.tsx'

const words = inBoth({ board: '值班公示', poster: '二维码海报' }, { board: 'Duty board', poster: 'QR poster' })

const place = 'zaigang.boardOpened'

/** Whether a board or poster was opened from this browser before. */
export const wasBoardOpened = (): boolean => localStorage.getItem(place) !== null

const noteOpened = () => localStorage.setItem(place, 'yes')

/** Opens the public board of a site and its poster. */
export function BoardLinks({ siteId }: { siteId: string }) {
  const said = useWords(words)
  const given = { params: { siteId } }
  const common = { target: '_blank', rel: 'noreferrer', onClick: noteOpened } as const
  return (
    <>
      <Button icon={<ScheduleIcon />} href={addressOf(showBoard, given)} {...common}>
        {said.board}
      </Button>
      <Button icon={<PrinterIcon />} href={addressOf(showPoster, given)} {...common}>
        {said.poster}
      </Button>
    </>
  )
}

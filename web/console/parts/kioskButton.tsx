import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../src/contract/route.ts'
import { inviteKiosk, listDevices } from '../../../src/contract/routes/presence.ts'
import { useDo } from '../asked.ts'
import { commonWords } from '../commonWords.ts'
import { inBoth, useWords } from '../language.tsx'
import { useMay } from '../session.ts'
import { LinkToHand } from './handing.tsx'
import { shortClock } from './times.ts'

const kioskWords = inBoth(
  {
    bind: '绑定签到屏',
    steps: '在要当签到屏的那台电脑上，用浏览器打开这个链接，就绑定好了。需要允许使用摄像头。',
    until: (clock: string) => `链接只能用一次，${clock} 前有效。`,
  },
  {
    bind: 'Bind a kiosk',
    steps:
      'On the computer that shall be the kiosk, open this link in a browser: that binds it. The camera must be allowed.',
    until: (clock) => `Works once, until ${clock}.`,
  },
)

interface Props {
  readonly deviceId: string
  readonly first: boolean
  readonly small?: boolean
}

/** Makes the one-time link that turns the browser that opens it into a kiosk of the station. */
export function KioskButton({ deviceId, first, small = false }: Props) {
  const words = useWords(kioskWords)
  const may = useMay()
  const [link, setLink] = useState<OutputOf<typeof inviteKiosk>>()
  const inviting = useDo(inviteKiosk, [listDevices])
  if (!may(inviteKiosk)) return null

  const invite = () => inviting.mutate({ params: { deviceId } }, { onSuccess: setLink })
  return (
    <>
      <Button
        type={first ? 'primary' : 'default'}
        size={small ? 'small' : 'medium'}
        loading={inviting.isPending}
        onClick={invite}
      >
        {words.bind}
      </Button>
      {link && <KioskLink link={link} onClose={() => setLink(undefined)} />}
    </>
  )
}

function KioskLink({ link, onClose }: { link: OutputOf<typeof inviteKiosk>; onClose: () => void }) {
  const words = useWords(kioskWords)
  const common = useWords(commonWords)
  return (
    <Modal open title={words.bind} footer={null} onCancel={onClose} width={620}>
      <p>{words.steps}</p>
      <LinkToHand link={link.link} label={words.bind} open />
      <p className="soft small">
        {words.until(shortClock(link.expiresAt))} {common.shownOnce}
      </p>
    </Modal>
  )
}

import { Alert, App, Button, Flex, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../src/contract/route.ts'
import {
  inviteStation,
  inviteStationElsewhere,
  listDevices,
  readStationPlaces,
} from '../../../src/contract/routes/presence.ts'
import { useAsked, useDo } from '../asked.ts'
import { commonWords } from '../commonWords.ts'
import { inBoth, useWords } from '../language.tsx'
import { useMay } from '../session.ts'
import { CopyButton } from './handing.tsx'
import { shortClock } from './times.ts'

const stationWords = inBoth(
  {
    here: '在本机设站点机',
    made: '站点机已设好，可以绑定签到屏了。',
    elsewhere: '在另一台电脑设站点机',
    first: '在站点的电脑上启动站点机：',
    second: '再用那台电脑的浏览器打开它打印的地址，填入：',
    center: '中心地址',
    code: '加入码',
    compare: '加入后，两边显示的中心指纹必须一致：',
    loopback:
      '127.0.0.1 只在这台电脑上有效。要让另一台电脑连得上：用 HOST=0.0.0.0 启动中心，再用这台电脑在网络里的地址打开本页，这里就会显示那个地址。',
    until: (clock: string) => `加入码只能用一次，${clock} 前有效；丢了可以再取，旧的随即作废。`,
    waiting: '正在等站点机加入……',
    joined: '站点机已加入，可以绑定签到屏了。',
    fingerprint: '本中心的指纹（应与站点机显示的一致）：',
  },
  {
    here: 'Set up a station on this machine',
    made: 'The station is ready; now bind a kiosk.',
    elsewhere: 'Set up on another computer',
    first: 'Start the station on the computer at the site:',
    second: 'Then open the address it prints in a browser on that computer, and enter:',
    center: 'Address of the center',
    code: 'Joining code',
    compare: 'After joining, both sides must show the same fingerprint of the center:',
    loopback:
      '127.0.0.1 is good on this computer alone. So that another one gets through, start the center with HOST=0.0.0.0 and open this page by the address this computer has in the network: it then stands here.',
    until: (clock) => `The code works once, until ${clock}; if it is lost, take another, which ends this one.`,
    waiting: 'Waiting for the station to join …',
    joined: 'The station has joined; now bind a kiosk.',
    fingerprint: 'Fingerprint of this center (stations must show the same):',
  },
)

/** Makes a site's station: under this very roof, where there is one, or on another computer with a code. */
export function StationButtons({ siteId, small = false }: { siteId: string; small?: boolean }) {
  const words = useWords(stationWords)
  const may = useMay()
  const { message } = App.useApp()
  const places = useAsked(readStationPlaces, {}, { enabled: may(readStationPlaces) }).data
  const making = useDo(inviteStation, [listDevices])
  const inviting = useDo(inviteStationElsewhere)
  const [invited, setInvited] = useState<OutputOf<typeof inviteStationElsewhere>>()
  if (places === undefined) return null

  const size = small ? 'small' : 'medium'
  const make = () => making.mutate({ params: { siteId } }, { onSuccess: () => void message.success(words.made) })
  const invite = () => inviting.mutate({ params: { siteId } }, { onSuccess: setInvited })
  return (
    <Flex gap={8} wrap justify="center">
      {places.here && (
        <Button type="primary" size={size} loading={making.isPending} onClick={make}>
          {words.here}
        </Button>
      )}
      <Button type={places.here ? 'default' : 'primary'} size={size} loading={inviting.isPending} onClick={invite}>
        {words.elsewhere}
      </Button>
      {invited && <CodeToHand siteId={siteId} invited={invited} onClose={() => setInvited(undefined)} />}
    </Flex>
  )
}

/** By what a station on another computer shows that it joined this center and no other. */
export function CenterFingerprint() {
  const words = useWords(stationWords)
  const may = useMay()
  const places = useAsked(readStationPlaces, {}, { enabled: may(readStationPlaces) }).data
  if (places === undefined) return null
  return (
    <p className="soft small">
      {words.fingerprint} <code>{places.fingerprint}</code>
    </p>
  )
}

interface CodeProps {
  readonly siteId: string
  readonly invited: OutputOf<typeof inviteStationElsewhere>
  readonly onClose: () => void
}

/** What has to be done at the other computer; says so when it was done. */
function CodeToHand({ siteId, invited, onClose }: CodeProps) {
  const words = useWords(stationWords)
  const devices = useAsked(listDevices, {}, { refetchInterval: 3_000 }).data ?? []
  const joined = devices.some((it) => it.siteId === siteId && !it.revoked)
  const command = 'npm start -- --role station'
  return (
    <Modal open title={words.elsewhere} footer={null} onCancel={onClose} width={620}>
      <Flex vertical gap={10}>
        <div>{words.first}</div>
        <Handed text={command} label={words.first} />
        <div>{words.second}</div>
        <div>{words.center}</div>
        <Handed text={location.origin} label={words.center} />
        {isLoopback(location.hostname) && <Alert type="warning" showIcon title={words.loopback} />}
        <div>{words.code}</div>
        <Handed text={invited.code} label={words.code} />
        <div>{words.compare}</div>
        <code>{invited.fingerprint}</code>
        <div className="soft small">{words.until(shortClock(invited.expiresAt))}</div>
        <strong role="status">{joined ? words.joined : words.waiting}</strong>
      </Flex>
    </Modal>
  )
}

/** An address by which a computer means itself. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || host.startsWith('127.')

function Handed({ text, label }: { text: string; label: string }) {
  const common = useWords(commonWords)
  return (
    <div className="link-to-hand">
      <code>{text}</code>
      <CopyButton text={text} label={`${common.copy}：${label}`} />
    </div>
  )
}

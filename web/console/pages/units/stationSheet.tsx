import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { type DeviceRow, inviteKiosk, inviteStation, listDevices } from '../../../../src/contract/routes/presence.ts'
import { useAsked, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { LinkToHand } from '../../parts/handing.tsx'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { agoLabel, shortClock, useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { unitsWords } from './words.ts'

/** The station of a site and the kiosks bound to it. */
export function StationSheet({ siteId }: { siteId: string }) {
  const words = useWords(unitsWords)
  const asked = useAsked(listDevices, {})
  return (
    <Sheet title={words.station}>
      <Answered asked={asked}>
        {(devices) => {
          const here = devices.filter((it) => it.siteId === siteId && !it.revoked)
          return here.length === 0 ? (
            <NoStation siteId={siteId} />
          ) : (
            here.map((it) => <Station key={it.deviceId} device={it} />)
          )
        }}
      </Answered>
    </Sheet>
  )
}

function NoStation({ siteId }: { siteId: string }) {
  const words = useWords(unitsWords)
  const may = useMay()
  const { message } = App.useApp()
  const making = useDo(inviteStation, [listDevices])
  const make = () => making.mutate({ params: { siteId } }, { onSuccess: () => void message.success(words.stationMade) })
  const button = may(inviteStation) && (
    <Button type="primary" loading={making.isPending} onClick={make}>
      {words.makeStation}
    </Button>
  )
  return <Nothing title={words.noStation} next={words.noStationNext} action={button} />
}

function Station({ device }: { device: DeviceRow }) {
  const words = useWords(unitsWords)
  const { language } = useLanguage()
  const now = useNow()
  const may = useMay()
  const [link, setLink] = useState<OutputOf<typeof inviteKiosk>>()
  const inviting = useDo(inviteKiosk, [listDevices])
  const bound = device.kiosks.filter((it) => !it.revoked).length
  const invite = () => inviting.mutate({ params: { deviceId: device.deviceId } }, { onSuccess: setLink })
  return (
    <div className="station">
      <div className="grow">
        <strong>{device.name}</strong>
        <div className="soft">
          {words.lastSeen} {device.lastSeenAt ? agoLabel(device.lastSeenAt, now, language) : words.never} ·{' '}
          {words.kiosks(bound)}
        </div>
      </div>
      {may(inviteKiosk) && (
        <Button type={bound === 0 ? 'primary' : 'default'} loading={inviting.isPending} onClick={invite}>
          {words.bindKiosk}
        </Button>
      )}
      {link && <KioskLink link={link} onClose={() => setLink(undefined)} />}
    </div>
  )
}

function KioskLink({ link, onClose }: { link: OutputOf<typeof inviteKiosk>; onClose: () => void }) {
  const words = useWords(unitsWords)
  const common = useWords(commonWords)
  return (
    <Modal open title={words.kioskTitle} footer={null} onCancel={onClose} width={620}>
      <p>{words.kioskSteps}</p>
      <LinkToHand link={link.link} label={words.kioskTitle} open />
      <p className="soft small">
        {words.kioskUntil(shortClock(link.expiresAt))} {common.shownOnce}
      </p>
    </Modal>
  )
}

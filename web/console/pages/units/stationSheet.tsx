import { type DeviceRow, listDevices } from '../../../../src/contract/routes/presence.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { KioskButton } from '../../parts/kioskButton.tsx'
import { Nothing, Sheet } from '../../parts/page.tsx'
import { CenterFingerprint, StationButtons } from '../../parts/stationButtons.tsx'
import { agoLabel, useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
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
            <>
              {here.map((it) => (
                <Station key={it.deviceId} device={it} />
              ))}
              <CenterFingerprint />
            </>
          )
        }}
      </Answered>
    </Sheet>
  )
}

function NoStation({ siteId }: { siteId: string }) {
  const words = useWords(unitsWords)
  return <Nothing title={words.noStation} next={words.noStationNext} action={<StationButtons siteId={siteId} />} />
}

function Station({ device }: { device: DeviceRow }) {
  const words = useWords(unitsWords)
  const { language } = useLanguage()
  const now = useNow()
  const bound = device.kiosks.filter((it) => !it.revoked).length
  return (
    <div className="station">
      <div className="grow">
        <strong>{device.name}</strong>
        <div className="soft">
          {words.lastSeen} {device.lastSeenAt ? agoLabel(device.lastSeenAt, now, language) : words.never} ·{' '}
          {words.kiosks(bound)}
        </div>
      </div>
      <KioskButton deviceId={device.deviceId} first={bound === 0} />
    </div>
  )
}

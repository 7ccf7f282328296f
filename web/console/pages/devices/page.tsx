import { Button } from 'antd'
import { Link } from 'wouter'
import { type DeviceRow, inviteStationElsewhere, listDevices } from '../../../../src/contract/routes/presence.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { pages } from '../../menu.ts'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { CenterFingerprint, StationButtons } from '../../parts/stationButtons.tsx'
import { useNow } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { useMay } from '../../session.ts'
import { DeviceCard } from './deviceCard.tsx'
import { devicesWords } from './words.ts'

/** Health of stations and kiosks. */
export default function DevicesPage() {
  const words = useWords(devicesWords)
  const names = useNames()
  const now = useNow()
  const asked = useAsked(listDevices, {}, { refetchInterval: 30_000 })
  const toUnits = (
    <Link href={pages.units.path} asChild>
      <Button type="primary">{words.toUnits}</Button>
    </Link>
  )
  return (
    <Page title={words.title} lead={words.lead}>
      <Answered asked={asked}>
        {(devices) => (
          <>
            <Without devices={devices} />
            {devices.length === 0 ? (
              <Nothing title={words.none} next={words.noneNext} action={toUnits} />
            ) : (
              <ul className="site-cards device-cards">
                {devices.map((it) => (
                  <DeviceCard key={it.deviceId} device={it} siteName={names.site(it.siteId)} now={now} />
                ))}
              </ul>
            )}
            {devices.length > 0 && <AnotherStation />}
            <CenterFingerprint />
          </>
        )}
      </Answered>
    </Page>
  )
}

/** Sites where nobody can check in at a door yet, for whoever may change that. */
function Without({ devices }: { devices: readonly DeviceRow[] }) {
  const words = useWords(devicesWords)
  const may = useMay()
  const { sites } = useNames()
  const at = new Set(devices.filter((it) => !it.revoked).map((it) => it.siteId))
  const without = sites.filter((it) => !it.closed && !at.has(it.siteId))
  if (without.length === 0 || !may(inviteStationElsewhere)) return null
  return (
    <Sheet title={words.without}>
      {without.map((it) => (
        <div key={it.siteId} className="station">
          <strong className="grow">{it.name}</strong>
          <StationButtons siteId={it.siteId} small />
        </div>
      ))}
    </Sheet>
  )
}

/** Where the code for one more computer is had; somebody looks for it here first. */
function AnotherStation() {
  const words = useWords(devicesWords)
  const may = useMay()
  if (!may(inviteStationElsewhere)) return null
  return (
    <Sheet title={words.another}>
      <ul className="plain-list">
        {words.anotherHow.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
      <p className="apart-above">
        <Link href={pages.units.path} asChild>
          <Button>{words.toUnits}</Button>
        </Link>
      </p>
    </Sheet>
  )
}

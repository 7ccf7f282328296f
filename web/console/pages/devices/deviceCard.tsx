import { App, Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { type DeviceRow, listDevices, revokeStation } from '../../../../src/contract/routes/presence.ts'
import { dayOf, type Iso } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { KioskButton } from '../../parts/kioskButton.tsx'
import { agoLabel, stampOf } from '../../parts/times.ts'
import { useMay } from '../../session.ts'
import { readHealth } from './health.ts'
import { devicesWords } from './words.ts'

const tones = { fine: 'tag-jade', late: 'tag-red', never: 'tag-amber', revoked: 'tag-grey' } as const

/** One station: is it there, what does it still hold back, what went wrong. */
export function DeviceCard({ device, siteName, now }: { device: DeviceRow; siteName: string; now: Iso }) {
  const words = useWords(devicesWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const health = readHealth(device, now)
  const waiting = device.waiting ?? 0
  return (
    <li className="sheet site-card">
      <header>
        <div>
          <h2>{siteName}</h2>
          {device.name !== siteName && <span className="soft">{device.name}</span>}
        </div>
        <Tag className={tones[health]}>{words[health]}</Tag>
      </header>
      <dl className="facts">
        <Fact name={words.lastSeen}>
          {device.lastSeenAt ? agoLabel(device.lastSeenAt, now, language) : words.never}
        </Fact>
        <Fact name={words.waiting}>{waiting === 0 ? words.waitingNone : words.waitingSome(waiting)}</Fact>
        <Fact name={words.lastSeq}>{device.lastSeq}</Fact>
        <Fact name={words.counted}>
          <Counted device={device} />
        </Fact>
        <Fact name={words.version}>{device.version ?? common.none}</Fact>
        <Fact name={words.kiosks}>
          <Kiosks device={device} />
        </Fact>
        <Fact name={words.troubles}>
          <Troubles device={device} />
        </Fact>
      </dl>
      {!device.revoked && (
        <div className="actions">
          <KioskButton deviceId={device.deviceId} first={device.kiosks.every((it) => it.revoked)} small />
          <Revoking device={device} />
        </div>
      )}
    </li>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="numbers">{children}</dd>
    </>
  )
}

/** What the station said it made, what is here of it, and what was wrong with its numbers. */
function Counted({ device }: { device: DeviceRow }) {
  const words = useWords(devicesWords)
  const { counted, alarms } = device
  return (
    <>
      {counted === null ? words.countedNot : words.countedSo(counted.month, counted.made, counted.held)}
      {alarms.length > 0 && (
        <ul className="plain-list">
          {alarms.map((it) => (
            <li key={`${it.at} ${it.alarm}`}>
              <Tag className="tag-red">{words.alarm[it.alarm](it.seq)}</Tag>{' '}
              <span className="soft">{stampOf(it.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Kiosks({ device }: { device: DeviceRow }) {
  const words = useWords(devicesWords)
  if (device.kiosks.length === 0) return words.kioskNone
  return (
    <ul className="plain-list">
      {device.kiosks.map((it) => (
        <li key={it.kioskId}>
          <code title={it.kioskId}>{it.kioskId.slice(-6)}</code> {words.kioskBound(dayOf(it.boundAt))}
          {it.revoked && `（${words.kioskRevoked}）`}
        </li>
      ))}
    </ul>
  )
}

function Troubles({ device }: { device: DeviceRow }) {
  const words = useWords(devicesWords)
  const said: Record<string, string> = words.trouble
  const hints: Record<string, string> = words.hints
  if (device.trouble.length === 0) return words.troubleNone
  return (
    <ul className="plain-list">
      {device.trouble.slice(0, 5).map((it) => (
        <li key={`${it.at} ${it.trouble}`}>
          <span className="soft">{stampOf(it.at)}</span>
          <br />
          {said[it.trouble] ?? it.trouble}
          {it.trouble === 'cameraHint' && <small className="soft"> {sayHint(it.detail, hints)}</small>}
        </li>
      ))}
    </ul>
  )
}

/** The name of the hint in words, then its numbers as they came. */
function sayHint(detail: string, hints: Record<string, string>): string {
  const [name = '', ...numbers] = detail.split(' ')
  return [hints[name] ?? name, numbers.join(' ')].filter((it) => it !== '').join(' · ')
}

function Revoking({ device }: { device: DeviceRow }) {
  const words = useWords(devicesWords)
  const { modal, message } = App.useApp()
  const may = useMay()
  const revoking = useDo(revokeStation, [listDevices])
  if (!may(revokeStation)) return null

  const revoke = () =>
    modal.confirm({
      title: words.revokeAsk(device.name),
      content: words.revokeWhy,
      okText: words.revoke,
      okButtonProps: { danger: true },
      onOk: () =>
        revoking
          .mutateAsync({ params: { deviceId: device.deviceId } })
          .then(() => void message.success(words.revokedNow))
          .catch(() => undefined),
    })
  return (
    <Button size="small" danger onClick={() => void revoke()}>
      {words.revoke}
    </Button>
  )
}

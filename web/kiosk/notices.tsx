import { isForVisitors, type Kiosk } from './state.ts'
import type { KioskWords } from './words.ts'

/** What is out of order but does not stop the check-in: a sentence each, and what to do. */
export function Notices({ kiosk, words }: { kiosk: Kiosk; words: KioskWords }) {
  const told = noticesOf(kiosk, words)
  return (
    <div class="notices" role="status">
      {told.map(([what, todo]) => (
        <p key={what}>
          <b>{what}</b> <span>{todo}</span>
        </p>
      ))}
    </div>
  )
}

function noticesOf({ line, camera, clockWarns, net, refusal, panel, language, scene }: Kiosk, words: KioskWords) {
  const told: (readonly [string, string])[] = []
  // Whoever came on business can do nothing about a camera.
  if (line.state !== 'up' || isForVisitors(panel)) return told
  if (camera.state === 'off') told.push(words.troubles[camera.fault])
  else if (!line.welcome.face) told.push(words.faceAway)
  if (clockWarns) told.push(words.clockOff)
  if (!net.online && scene.scene === 'idle') told.push([words.waiting(net.waiting), ''])
  if (refusal !== null && panel === 'none' && !('refused' in scene)) told.push([refusal[language], ''])
  return told
}

/** The page cannot record anything now: says so, why, and what to do instead. */
export function LineView({ kiosk, words }: { kiosk: Kiosk; words: KioskWords }) {
  const { line, language } = kiosk
  const phone = kiosk.welcome?.dutyPhone
  switch (line.state) {
    case 'up':
      return null
    case 'opening':
      return <Blocked title={words.opening} lines={[]} />
    case 'insecure':
      return <Blocked title={words.troubles.insecure[0]} lines={[words.troubles.insecure[1]]} />
    case 'unbound':
      return <Blocked title={words.unbound} lines={[words.unboundNote]} />
    case 'refused':
      return <Blocked title={line[language]} lines={line.isFinal ? [words.refusedNote] : []} />
    case 'away':
      return (
        <Blocked
          title={words.away}
          lines={[
            words.awayPaper,
            ...(phone === undefined || phone === '' ? [] : [words.awayPhone(phone)]),
            words.awayCheck,
          ]}
          small={words.awayTries(line.tries)}
        />
      )
    default:
      return line satisfies never
  }
}

function Blocked({ title, lines, small }: { title: string; lines: readonly string[]; small?: string }) {
  return (
    <div class="blocked" role="alert">
      <h1>{title}</h1>
      <ol>
        {lines.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ol>
      {small !== undefined && <p class="soft">{small}</p>}
    </div>
  )
}

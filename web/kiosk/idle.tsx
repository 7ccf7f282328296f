import { dayAndClock, shortDay, weekdayName, weekdayOf } from '../shared/days.ts'
import type { Kiosk } from './state.ts'
import type { KioskWords } from './words.ts'

/** Nobody is here: the time, and what to do. */
export function IdleView({ kiosk, words, nowMs }: { kiosk: Kiosk; words: KioskWords; nowMs: number }) {
  const { day, clock } = dayAndClock(nowMs)
  const { welcome, language } = kiosk
  return (
    <div class="idle">
      <p class="clock">{clock}</p>
      <p class="date">
        {shortDay(day, language)} {weekdayName(weekdayOf(day), language)}
      </p>
      {canSee(kiosk) && <h1>{welcome?.claimFirst === true ? words.lookHereClaim : words.lookHere}</h1>}
      {!canSee(kiosk) && <h1>{words.noAttemptsLeft}</h1>}
    </div>
  )
}

/** Whether a face can be recognised at all now. */
const canSee = ({ camera, welcome }: Kiosk): boolean => camera.state !== 'off' && welcome?.face !== false

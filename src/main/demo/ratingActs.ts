import type { Satisfied, Solved } from '../../contract/ratings.ts'
import { rateMatter } from '../../contract/routes/ratings.ts'
import { Refusal } from '../../kit/refusals.ts'
import { addDays, type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import type { Act } from './acts.ts'
import { makeDice } from './dice.ts'
import { demoReceiptCode, mattersADay } from './matterActs.ts'
import { type DemoSpan, daysFrom, isWorked } from './span.ts'

const days = 14
/** Without an account: whoever asks is nobody. */
const citizen = 'citizen'

/** Two of three people say how their matter ended, some days after it did: most are content, not all, and few say everything. */
export function ratingActs(span: DemoSpan): Act[] {
  const worked = daysFrom(addDays(span.today, -days), span.today).filter(isWorked)
  return worked.flatMap((day, i) =>
    Array.from({ length: mattersADay }, (_, k) => i * mattersADay + k)
      .filter((number) => makeDice(9_000 + number).next() < 0.67)
      .map((number) => rateAct(number, instantAt(addDays(day, 1), '19:05'))),
  )
}

/** Tries again every other evening until it has ended. */
function rateAct(number: number, at: Iso): Act {
  return {
    at,
    run: async (office) => {
      const params = { code: demoReceiptCode(number) }
      try {
        await office.ask(citizen, rateMatter, { params, body: answerOf(number) })
        return []
      } catch (failure) {
        if (!(failure instanceof Refusal)) throw failure
        return [rateAct(number, toIso(toMs(at) + 2 * 86_400_000))]
      }
    },
  }
}

function answerOf(number: number) {
  const dice = makeDice(9_500 + number)
  const solved = dice.pick<Solved>(['yes', 'yes', 'yes', 'yes', 'partly', 'no', 'tooEarly'])
  const content = dice.pick<Satisfied>(['very', 'very', 'satisfied', 'satisfied', 'basically'])
  const satisfied: Satisfied = solved === 'no' ? 'dissatisfied' : content
  return {
    round: '1' as const,
    ...(dice.next() < 0.9 && { solved }),
    ...(dice.next() < 0.85 && { satisfied }),
    ...(dice.next() < 0.6 && { told: dice.next() < 0.05 ? ('yes' as const) : ('no' as const) }),
  }
}

import { keepDayOverride } from '../../contract/routes/calendar.ts'
import { giveConsent, keepStaff, setPin } from '../../contract/routes/people.ts'
import { answerAdvice, giveAdvice } from '../../contract/routes/requests.ts'
import { addDays, type Day, instantAt } from '../../kit/time.ts'
import { consentText } from '../../people/consent-text.ts'
import type { Act } from './acts.ts'
import { type Cast, get } from './cast.ts'
import { idOf } from './names.ts'
import { type DemoSpan, workdayFrom } from './span.ts'

/** Who left and who came, days decided otherwise than the notice, and what people had to say. */
export const peopleActs = (cast: Cast, span: DemoSpan): Act[] => [
  ...staffActs(cast, span),
  ...calendarActs(cast, span),
  ...adviceActs(span),
]

/** The day of the last month from which somebody is gone, and on which somebody else begins. */
const changeOn = ({ month }: DemoSpan): Day => `${month}-16`

function staffActs({ county: { newcomer }, leaver }: Cast, span: DemoSpan): Act[] {
  const day = changeOn(span)
  const { staffId: goneId, ...gone } = leaver
  const { staffId, ...came } = newcomer
  return [
    {
      at: instantAt(addDays(day, -1), '16:40'),
      run: async (office) => {
        await office.ask('kaoqin', keepStaff, { params: { staffId: goneId }, body: { ...gone, leftOn: day } })
      },
    },
    {
      at: instantAt(day, '08:05'),
      run: async (office) => {
        await office.ask('kaoqin', keepStaff, { params: { staffId }, body: came })
        await office.ask('kaoqin', setPin, { params: { staffId } })
        const { version: textVersion, sha256: textSha256 } = consentText
        const body = { textVersion, textSha256, shownAt: instantAt(day, '08:00'), how: 'paper' } as const
        await office.ask('kaoqin', giveConsent, { params: { staffId }, body })
      },
    },
  ]
}

/** An afternoon off for the whole county, and a day off for one person. */
function calendarActs({ villages }: Cast, { month }: DemoSpan): Act[] {
  const nobody = { unitId: null, staffId: null, half: null, work: false, document: '' }
  const [games, care] = [workdayFrom(`${month}-19`), workdayFrom(`${month}-12`)]
  return [
    {
      at: instantAt(addDays(games, -3), '15:10'),
      run: async (office) => {
        const document = '青川示范县人民政府办公室通知（演示）'
        const its = { from: games, to: games, half: 'pm' as const, name: '全县干部职工运动会', document }
        const body = { ...nobody, ...its, layer: 'county' as const, reason: '全县统一安排，下午不上班' }
        await office.ask('xian', keepDayOverride, { params: { overrideId: idOf('override games') }, body })
      },
    },
    {
      at: instantAt(addDays(care, -2), '10:25'),
      run: async (office) => {
        const { staffId } = get(get(villages, -1).crew, 1)
        const its = { staffId, from: care, to: care, name: '换休', reason: '防汛值守期间连续上岗，安排换休一天' }
        const body = { ...nobody, ...its, layer: 'person' as const }
        await office.ask('kaoqin', keepDayOverride, { params: { overrideId: idOf('override care') }, body })
      },
    },
  ]
}

/** One complaint with a name, which is answered, and one without. */
function adviceActs({ month }: DemoSpan): Act[] {
  const adviceId = idOf('advice named')
  const give = (login: string, id: string, text: string, named: boolean): Act['run'] => {
    return async (office) => {
      await office.ask(login, giveAdvice, { params: { adviceId: id }, body: { text, named } })
    }
  }
  return [
    {
      at: instantAt(`${month}-10`, '17:52'),
      run: give(
        'cunwen',
        adviceId,
        '村里每月要填的台账有七本，其中三本内容重复，建议合并。周末还常要补填，耽误入户。',
        true,
      ),
    },
    {
      at: instantAt(`${month}-13`, '09:30'),
      run: async (office) => {
        const text = '已与镇党政办核实，重复的三本自下月起合并为一本，不得要求周末补填。谢谢您反映。'
        await office.ask('jiwei', answerAdvice, { params: { adviceId }, body: { text } })
      },
    },
    {
      at: instantAt(`${month}-21`, '20:14'),
      run: give('shuji', idOf('advice unnamed'), '午休时窗口轮值安排不均，总是年轻人顶岗，希望排班公开、轮流。', false),
    },
  ]
}

import { sayLimit } from '../../calendar/workingTime/dayWords.ts'
import type { Words } from '../../contract/attendance.ts'
import { type Channel, type External, type PauseGround, setAsideReasons } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import { clockOf, dayOf, type Iso } from '../../kit/time.ts'
import type { MatterFact } from './matter.ts'

/** What words need beside the fact: the type it goes by, names of units and of what was suggested. */
export interface Telling {
  readonly type: MatterType
  readonly unitName: (unitId: string) => string
  /** The name of the kind that was suggested when it was taken; empty where nobody knows it any more. */
  readonly suggested: string
}

type FactIn<K extends MatterFact['kind']> = Extract<MatterFact, { kind: K }>

/** What a fact says, in a sentence a layman reads. What the citizen said is told with the taking. */
export function sayFact(fact: Exclude<MatterFact, { kind: 'matterWordsKept' }>, telling: Telling): Words {
  switch (fact.kind) {
    case 'matterTaken':
      return sayTaken(fact, telling)
    case 'matterWordsErased':
      return say(
        `申请人和所说的情况已销毁，不能恢复：${fact.body.reason}`,
        `Applicant and words destroyed for good: ${fact.body.reason}`,
      )
    case 'missingTold':
    case 'materialsSupplied':
      return sayPapers(fact, telling)
    case 'matterAccepted':
      return fact.body.deemed
        ? say('到期无人答复，依法视为受理', 'Accepted by law, as nobody had said anything in time')
        : say('受理', 'Accepted')
    case 'stepFinished':
      return sayStepFinished(fact, telling)
    case 'handOverOffered':
    case 'handOverTaken':
    case 'handOverRefused':
    case 'handOverWithdrawn':
      return sayHandOver(fact, telling)
    case 'matterPaused':
    case 'matterResumed':
    case 'matterExtended':
      return sayTime(fact)
    case 'matterFinished':
    case 'matterRefused':
    case 'matterWithdrawn':
    case 'matterReopened':
      return sayEnd(fact)
    case 'matterLinked': {
      const { system, number } = fact.body.external
      return say(`关联外部系统：${system} ${number}`, `Linked with ${system}, ${number}`)
    }
    case 'clocksSet':
      return sayClocks(fact, telling)
    default:
      return fact satisfies never
  }
}

export const sayGround: Readonly<Record<PauseGround, Words>> = {
  hearing: { zh: '听证', en: 'a hearing' },
  bidding: { zh: '招标', en: 'inviting bids' },
  auction: { zh: '拍卖', en: 'an auction' },
  inspection: { zh: '检验', en: 'an inspection' },
  testing: { zh: '检测', en: 'testing' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'an appraisal' },
  expertReview: { zh: '专家评审', en: 'a review by experts' },
}

const channels: Readonly<Record<Channel, Words>> = {
  counter: { zh: '窗口', en: 'at the counter' },
  phone: { zh: '电话', en: 'by telephone' },
  agent: { zh: '帮办代办', en: 'through an agent' },
  online: { zh: '网上', en: 'on the web' },
  open311: { zh: '开放接口', en: 'through an open interface' },
  imported: { zh: '在其他系统办', en: 'from another system' },
}

const say = (zh: string, en: string): Words => ({ zh, en })

function sayTaken({ body }: FactIn<'matterTaken'>, { type, suggested }: Telling): Words {
  const { zh, en } = channels[body.channel]
  const brought = listMaterials(body.brought, type)
  const told = brought === '' ? say('', '') : say(`，收到：${brought}`, `; handed in: ${brought}`)
  const thought = saySuggestion(body, suggested)
  const where = body.external === null ? say('', '') : sayExternal(body.external)
  return say(
    `登记（${zh}${where.zh}）：${type.name}${told.zh}${thought.zh}`,
    `Taken ${en}${where.en}: ${type.name}${told.en}${thought.en}`,
  )
}

const sayExternal = ({ system, number }: External): Words => say(`：${system} ${number}`, ` (${system}, ${number})`)

/** What was suggested and what became of it; the only place where it is ever told. */
function saySuggestion({ suggestion }: FactIn<'matterTaken'>['body'], name: string): Words {
  if (suggestion === null || name === '') return say('', '')
  if (suggestion.followed) return say(`；建议“${name}”，已采用`, `; “${name}” was suggested and followed`)
  const { reason } = suggestion
  if (reason === '') return say(`；建议“${name}”，未采用`, `; “${name}” was suggested, not followed`)
  const en = setAsideReasons.find(({ zh }) => zh === reason)?.en ?? reason
  return say(`；建议“${name}”，未采用：${reason}`, `; “${name}” was suggested, not followed: ${en}`)
}

function sayPapers({ kind, body }: FactIn<'missingTold' | 'materialsSupplied'>, { type }: Telling): Words {
  const list = listMaterials(body.materials, type)
  if (kind === 'missingTold') return say(`一次性告知所缺材料：${list}`, `Told what is missing: ${list}`)
  return say(`补交材料：${list}`, `Materials brought: ${list}`)
}

const listMaterials = (keys: readonly string[], { materials }: MatterType): string =>
  keys.map((key) => materials.find((it) => it.key === key)?.name ?? key).join('、')

const stepName = (key: string, { steps }: MatterType): string => steps.find((it) => it.key === key)?.name ?? key

function sayStepFinished({ body }: FactIn<'stepFinished'>, { type }: Telling): Words {
  const name = stepName(body.step, type)
  const note = body.note === '' ? say('', '') : say(`：${body.note}`, `: ${body.note}`)
  return say(`“${name}”环节办完${note.zh}`, `Step “${name}” done${note.en}`)
}

type HandOverFact = FactIn<'handOverOffered' | 'handOverTaken' | 'handOverRefused' | 'handOverWithdrawn'>

function sayHandOver(fact: HandOverFact, { unitName }: Telling): Words {
  switch (fact.kind) {
    case 'handOverOffered': {
      const { toUnitId, reason } = fact.body
      const unit = unitName(toUnitId)
      return say(`移交给${unit}，待接收。理由：${reason}`, `Offered to ${unit}, not taken yet. Reason: ${reason}`)
    }
    case 'handOverTaken':
      return say('接收移交', 'Taken over')
    case 'handOverRefused':
      return say(`不接收移交。理由：${fact.body.reason}`, `Not taken over. Reason: ${fact.body.reason}`)
    case 'handOverWithdrawn':
      return say('撤回移交', 'The offer was withdrawn')
    default:
      return fact satisfies never
  }
}

function sayTime(fact: FactIn<'matterPaused' | 'matterResumed' | 'matterExtended'>): Words {
  switch (fact.kind) {
    case 'matterPaused': {
      const { ground, document, until } = fact.body
      const { zh, en } = sayGround[ground]
      return say(
        `依法中止计时：${zh}（${document}），预计至${until}`,
        `The clock stops by law for ${en} (${document}), expected until ${until}`,
      )
    }
    case 'matterResumed':
      return fact.body.byItself
        ? say('预计期满，恢复计时', 'The expected time is over: the clock runs again')
        : say('恢复计时', 'The clock runs again')
    case 'matterExtended': {
      const { by, reason } = fact.body
      const [zh, en] = [sayLimit(by, 'zh'), sayLimit(by, 'en')]
      return say(`延期${zh}。理由：${reason}`, `Extended by ${en}. Reason: ${reason}`)
    }
    default:
      return fact satisfies never
  }
}

function sayEnd(fact: FactIn<'matterFinished' | 'matterRefused' | 'matterWithdrawn' | 'matterReopened'>): Words {
  switch (fact.kind) {
    case 'matterFinished':
      return say(`办结：${fact.body.result}`, `Finished: ${fact.body.result}`)
    case 'matterRefused': {
      const { ground, explanation, remedy } = fact.body
      return say(
        `不予办理。依据：${ground}。说明：${explanation}。救济途径：${remedy}`,
        `Refused. Ground: ${ground}. Explanation: ${explanation}. Remedy: ${remedy}`,
      )
    }
    case 'matterWithdrawn':
      return say(`申请人撤回：${fact.body.reason}`, `Taken back by the applicant: ${fact.body.reason}`)
    case 'matterReopened':
      return say(`重新办理：${fact.body.reason}`, `Opened again: ${fact.body.reason}`)
    default:
      return fact satisfies never
  }
}

/** What is due now, of the clocks that run. */
function sayClocks({ body }: FactIn<'clocksSet'>, { type }: Telling): Words {
  const running = body.clocks.filter(({ state }) => state !== 'stopped')
  if (running.length === 0) return say('计时停止', 'The clocks stopped')
  const names = running.map((it) => {
    const { zh, en } = nameOf(it, type)
    return say(`${zh}应于${sayInstant(it.dueAt)}前`, `${en} by ${sayInstant(it.dueAt)}`)
  })
  return say(`期限：${names.map((it) => it.zh).join('，')}`, `Due: ${names.map((it) => it.en).join(', ')}`)
}

/** To the second, by the county’s clock. */
export const sayInstant = (at: Iso): string => `${dayOf(at)} ${clockOf(at)}`

function nameOf({ scope, step }: { scope: 'acceptance' | 'whole' | 'step'; step: string }, type: MatterType): Words {
  switch (scope) {
    case 'acceptance':
      return say('受理', 'acceptance')
    case 'whole':
      return say('整件', 'the whole')
    case 'step':
      return say(`“${stepName(step, type)}”`, `“${stepName(step, type)}”`)
    default:
      return scope satisfies never
  }
}

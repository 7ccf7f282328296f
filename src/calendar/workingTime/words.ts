import type { Limit } from '../../contract/matterTypes.ts'
import { clockOf, dayOf, type Iso } from '../../kit/time.ts'
import { type Language, sayDay, sayDays, sayDuration, sayLimit, sayReason } from './dayWords.ts'
import type { ChangedDay, Recomputed } from './recompute.ts'
import type { Trace, TraceStep } from './trace.ts'

/** A trace in sentences for laymen, one a step. */
export const sayTrace = ({ steps, zone, limit }: Trace, language: Language): string[] =>
  steps.map((step) => sayStep(step, { zone, limit, language }))

interface Ground {
  readonly zone: string
  readonly limit: Limit
  readonly language: Language
}

function sayStep(step: TraceStep, ground: Ground): string {
  const say = (zh: string, en: string): string => (ground.language === 'zh' ? zh : en)
  const at = (iso: Iso): string => sayInstant(iso, ground)
  switch (step.kind) {
    case 'started': {
      const closed = step.open ? '' : say('（非工作时间）', ' (outside working hours)')
      const limit = sayLimit(ground.limit, ground.language)
      return say(`${at(step.at)}${closed}开始，期限${limit}。`, `Begun ${at(step.at)}${closed}; limit: ${limit}.`)
    }
    case 'counting':
      return sayCounting(step, ground)
    case 'days':
      return sayDays(step, ground.language)
    case 'carried':
      return say(
        `最后一日不是工作日，顺延至${sayDay(step.to, 'zh')}。`,
        `The last day is not a working day: ${sayDay(step.to, 'en')} takes its place.`,
      )
    case 'base':
      return say(`不计暂停，应于${at(step.at)}到期。`, `Without pauses it would be due ${at(step.at)}.`)
    case 'paused':
      return sayPaused(step, ground)
    case 'pausedTooLate':
      return say(
        `${at(step.from)}的暂停开始时已经超期，不再顺延。`,
        `The pause of ${at(step.from)} began when it was overdue already: it moves nothing.`,
      )
    case 'due':
      return say(`截止时刻：${at(step.at)}，此后即为超期。`, `Due ${at(step.at)}; overdue only after that.`)
    case 'assumed':
      return say(
        `${sayDay(step.from, 'zh')}起的放假安排或作息时间尚不确知，暂按平常作息推算，以后可能更改。`,
        `From ${sayDay(step.from, 'en')} on holidays or hours are not known yet: ordinary weeks are assumed, and the date may change.`,
      )
    default:
      return step satisfies never
  }
}

function sayCounting({ from, because }: TraceStep & { readonly kind: 'counting' }, ground: Ground): string {
  const zh = ground.language === 'zh'
  switch (because) {
    case 'atOnce':
      return zh ? '即时起算。' : 'Counted from that instant.'
    case 'nextOpening': {
      const at = sayInstant(from, ground)
      return zh ? `自下一上班时刻${at}起算。` : `Counted from the next opening, ${at}.`
    }
    case 'nextDay': {
      const day = sayDay(from, ground.language)
      return zh ? `开始的当日不计，自次日${day}起算。` : `The day itself is not counted: counting begins on ${day}.`
    }
    default:
      return because satisfies never
  }
}

function sayPaused(step: TraceStep & { readonly kind: 'paused' }, ground: Ground): string {
  const zh = ground.language === 'zh'
  const [from, due] = [sayInstant(step.from, ground), sayInstant(step.due, ground)]
  const length = sayDuration(step.seconds, ground.language)
  if (step.to === null)
    return zh
      ? `${from}起暂停，至今其中工作时间 ${length}，截止随之顺延，目前为${due}。`
      : `Paused since ${from}: ${length} of working time so far; what is due moves with it, now ${due}.`
  const to = sayInstant(step.to, ground)
  return zh
    ? `${from}至${to}暂停，其中工作时间 ${length}，截止顺延至${due}。`
    : `Paused from ${from} to ${to}: ${length} of working time are added, due ${due}.`
}

const sayInstant = (iso: Iso, { zone, language }: Ground): string => sayAt(iso, zone, language)

const sayAt = (iso: Iso, zone: string, language: Language): string =>
  `${sayDay(dayOf(iso, zone), language)}${language === 'zh' ? ' ' : ', '}${clockOf(iso, zone)}`

/** What a newer calendar made of a due date, in sentences for laymen. */
export function sayRecomputed({ before, after, moved, days }: Recomputed, zone: string, language: Language): string[] {
  const [was, is] = [sayAt(before.dueAt, zone, language), sayAt(after.dueAt, zone, language)]
  const zh = language === 'zh'
  if (!moved) return [zh ? `日历已更改，截止时刻不变：${is}。` : `The calendar changed; it stays due ${is}.`]
  return [
    zh ? `日历已更改，截止时刻由${was}改为${is}。` : `The calendar changed: it was due ${was}, it is due ${is}.`,
    ...days.map((day) => sayChanged(day, language)),
  ]
}

function sayChanged({ day, before, after, secondsBefore, secondsAfter }: ChangedDay, language: Language): string {
  const [was, is] = [sayReason(before, language), sayReason(after, language)]
  const [long, now] = [sayDuration(secondsBefore, language), sayDuration(secondsAfter, language)]
  return language === 'zh'
    ? `${sayDay(day, 'zh')}：原为${was}（工作时间 ${long}），现为${is}（工作时间 ${now}）。`
    : `${sayDay(day, 'en')}: was ${was} (${long} worked), is ${is} (${now} worked).`
}

import { z } from 'zod'
import { Half } from './attendance.ts'
import { day, uuid } from './common.ts'

/** Who decided about a day, weakest first: the nearer one to the person wins. */
export const layers = ['nation', 'province', 'county', 'unit', 'person'] as const
export const Layer = z.enum(layers)
export type Layer = z.infer<typeof Layer>

/** One day of a holiday notice. */
export const NoticeDay = z.object({ day, off: z.boolean(), name: z.string().trim().max(40) })
export type NoticeDay = z.infer<typeof NoticeDay>

/** A holiday notice of a year as kept; keeping one for the same year again replaces its days, never the overrides. */
export const HolidayNotice = z.object({
  noticeId: uuid,
  year: z.number().int().min(1950).max(2199),
  documentNo: z.string().trim().max(80),
  source: z.string().trim().max(300),
  text: z.string().max(20_000),
  days: z.array(NoticeDay).min(1).max(120),
})
export type HolidayNotice = z.infer<typeof HolidayNotice>

/** A day, or half of one, decided otherwise than by the notice; always with a reason. */
export const DayOverride = z
  .object({
    overrideId: uuid,
    layer: z.enum(['province', 'county', 'unit', 'person']),
    /** With layer `unit`. */
    unitId: uuid.nullable(),
    /** With layer `person`. */
    staffId: uuid.nullable(),
    from: day,
    to: day,
    /** null: the whole day. */
    half: Half.nullable(),
    work: z.boolean(),
    name: z.string().trim().max(40),
    reason: z.string().trim().min(1).max(200),
    document: z.string().trim().max(120),
  })
  .refine((it) => it.from <= it.to)
  .refine((it) => (it.layer === 'unit') === (it.unitId !== null) && (it.layer === 'person') === (it.staffId !== null))
export type DayOverride = z.infer<typeof DayOverride>

/** What a day is for somebody, and who said so. */
export const CalendarDay = z.object({
  day,
  type: z.enum(['workday', 'weekend', 'holiday', 'makeUpWorkday', 'dayOff']),
  am: z.enum(['work', 'rest']),
  pm: z.enum(['work', 'rest']),
  name: z.string(),
  layer: Layer.nullable(),
  reason: z.string(),
  document: z.string(),
})
export type CalendarDay = z.infer<typeof CalendarDay>

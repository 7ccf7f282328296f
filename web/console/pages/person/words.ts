import { inBoth } from '../../language.tsx'

export const personWords = inBoth(
  {
    titleOf: (name: string, month: string) => `${name} · ${month}`,
    back: '回到单位月历',
    calendar: (name: string) => `${name}的月历`,
    choose: '点一天看当天的解释。',
    totals: '本月合计',
  },
  {
    titleOf: (name, month) => `${name} · ${month}`,
    back: 'Back to the unit',
    calendar: (name) => `Calendar of ${name}`,
    choose: 'Press a day to see why.',
    totals: 'Totals of the month',
  },
)

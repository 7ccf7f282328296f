import { writeCsv } from '../../people/sheet/write.ts'
import type { Paper } from '../paper.ts'

/** The sheet as a comma file in UTF-8 with its mark: two rows for each person, totals on the first. */
export function writeMonthCsv(paper: Paper): Buffer {
  const { days, columns, people } = paper
  const blank = columns.map(() => '')
  const table = [
    [paper.title],
    [`单位：${paper.unitName}`, `考勤周期：${paper.period}`, paper.mark],
    [
      '序号',
      '姓名',
      '职务',
      '工号',
      '时段',
      ...days.map((it) => String(it.number)),
      ...columns.map((it) => it.zh),
      '备注',
    ],
    ['', '', '', '', '星期', ...days.map((it) => it.weekday), ...blank, ''],
    ...people.flatMap(({ name, post, employeeNo, am, pm, totals, remark }, i) => [
      [String(i + 1), name, post, employeeNo, '上午', ...am, ...columns.map((it) => String(it.value(totals))), remark],
      ['', '', '', '', '下午', ...pm, ...blank, ''],
    ]),
    [`图例：${paper.legendLine}`],
  ]
  return writeCsv(table)
}

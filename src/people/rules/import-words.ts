import { staffColumns } from '../sheet/columns.ts'

export interface Problem {
  readonly field: string
  readonly zh: string
  readonly en: string
}

/** What can be wrong with a cell of a staff list. */
export const troubles = {
  ambiguous: [
    '有多个同名的，请写上级单位，如“城关镇/东街村”',
    'several have this name: write the unit above as well, e.g. “Town/Village”',
  ],
  cardTaken: ['此卡号已属于另一位在岗人员', 'this card belongs to another member of staff'],
  control: ['含有换行或控制字符', 'holds a line break or a control character'],
  elsewhere: ['此工号属于您管理范围以外的人员', 'this number belongs to somebody outside of the units you look after'],
  employeeNo: ['只能用数字、英文字母和连字符，最多32位', 'only digits, Latin letters and hyphens, 32 at most'],
  error: ['单元格是错误值', 'the cell holds an error'],
  formula: ['公式没有保存结果', 'the formula has no saved value'],
  longNumber: [
    '数字超过15位，表格软件已丢失末尾数字，请设为文本后重新填写',
    'a number of more than 15 digits lost its end in the spreadsheet: set the cell to text and write it again',
  ],
  missing: ['必填', 'must not be empty'],
  outside: ['不在您管理的单位范围内', 'is not one of the units you look after'],
  tooLong: ['过长', 'is too long'],
  twice: ['在文件中出现了不止一次', 'stands in the file more than once'],
  unknown: ['没有这个名称', 'there is none of this name'],
  yesNo: ['请填“是”或“否”', 'write “yes” or “no”'],
} as const satisfies Record<string, readonly [string, string]>

/** A trouble with its column, for the screen. */
export function problemOf(field: string, [zh, en]: readonly [string, string]): Problem {
  const column = staffColumns.find((one) => one.field === field)
  return { field, zh: `${column?.zh ?? field}：${zh}`, en: `${column?.en ?? field}: ${en}` }
}

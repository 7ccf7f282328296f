import type { MonthTotals } from '../../src/contract/attendance.ts'
import { printCss } from './css.ts'

/** What the page needs of a sheet; the server's paper fits. */
export interface PaperView {
  readonly title: string
  readonly unitName: string
  readonly period: string
  readonly days: readonly {
    readonly number: number
    readonly weekday: string
    readonly amRests: boolean
    readonly pmRests: boolean
  }[]
  readonly columns: readonly { readonly zh: string; readonly value: (totals: MonthTotals) => number }[]
  readonly people: readonly PersonView[]
  readonly legendLine: string
  readonly notes: readonly string[]
  readonly mark: string
}

interface PersonView {
  readonly name: string
  readonly employeeNo: string
  readonly post: string
  readonly am: readonly string[]
  readonly pm: readonly string[]
  readonly totals: MonthTotals
  readonly remark: string
}

/** The month sheet as offices know it. It is an official form, so it is in Chinese whatever the language of the screen. */
export function MonthPage({ paper }: { readonly paper: PaperView }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${paper.unitName} ${paper.title}`}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style, no typed text */}
        <style dangerouslySetInnerHTML={{ __html: printCss }} />
      </head>
      <body>
        <main>
          <h1>{paper.title}</h1>
          <p class="head">
            <span>单位（盖章）：{paper.unitName}</span>
            <span>考勤周期：{paper.period}</span>
          </p>
          <table>
            <Headings paper={paper} />
            {paper.people.map((person, i) => (
              <Person key={person.employeeNo} paper={paper} person={person} number={i + 1} />
            ))}
          </table>
          <Foot paper={paper} />
        </main>
      </body>
    </html>
  )
}

function Headings({ paper: { days, columns } }: { readonly paper: PaperView }) {
  return (
    <thead>
      <tr>
        <th rowSpan={2}>序号</th>
        <th rowSpan={2}>姓名</th>
        <th rowSpan={2}>职务</th>
        <th class="half">日期</th>
        {days.map((day) => (
          <th key={day.number} class={day.amRests && day.pmRests ? 'rest' : ''}>
            {day.number}
          </th>
        ))}
        {columns.map(({ zh }) => (
          <th key={zh} rowSpan={2} class="total">
            {zh}
          </th>
        ))}
        <th rowSpan={2}>备注</th>
      </tr>
      <tr>
        <th class="half">星期</th>
        {days.map((day) => (
          <th key={day.number} class={day.amRests && day.pmRests ? 'rest' : ''}>
            {day.weekday}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface PersonProps {
  readonly paper: PaperView
  readonly person: PersonView
  readonly number: number
}

function Person({ paper: { days, columns }, person, number }: PersonProps) {
  return (
    <tbody>
      <tr>
        <td rowSpan={2}>{number}</td>
        <th rowSpan={2} scope="row">
          {person.name}
        </th>
        <td rowSpan={2}>{person.post}</td>
        <td class="half">上午</td>
        {days.map((day, i) => (
          <td key={day.number} class={day.amRests ? 'rest' : ''}>
            {person.am[i]}
          </td>
        ))}
        {columns.map(({ zh, value }) => (
          <td key={zh} rowSpan={2}>
            {value(person.totals)}
          </td>
        ))}
        <td rowSpan={2} class="remark">
          {person.remark}
        </td>
      </tr>
      <tr>
        <td class="half">下午</td>
        {days.map((day, i) => (
          <td key={day.number} class={day.pmRests ? 'rest' : ''}>
            {person.pm[i]}
          </td>
        ))}
      </tr>
    </tbody>
  )
}

function Foot({ paper: { legendLine, notes, mark } }: { readonly paper: PaperView }) {
  return (
    <footer>
      <p>图例：{legendLine}</p>
      <p>说明：{notes.map((note, i) => `${i + 1}. ${note}`).join('')}</p>
      <p>公示情况：</p>
      <p class="signatures">
        <span>主要负责人：</span>
        <span>审核人：</span>
        <span>考勤员：</span>
        <span>填表日期：　　年　月　日</span>
      </p>
      <p class="mark">{mark}</p>
    </footer>
  )
}

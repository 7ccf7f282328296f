import type { EChartsCoreOption } from 'echarts/core'
import type { AttemptReplay } from '../../../../src/contract/suspects.ts'

export const curveNames = ['turn', 'mouth', 'eyes', 'scale'] as const
export type CurveName = (typeof curveNames)[number]

/** One measure over time: seconds and value; a null value where no face was read for a while. */
export interface Curve {
  readonly name: CurveName
  readonly points: readonly (readonly [seconds: number, value: number | null])[]
}

const longestGap = 1

/** The curves of an attempt; a line is broken where nothing was read for more than a second. */
export function readCurves({ curves }: Pick<AttemptReplay, 'curves'>): Curve[] {
  const at = (curves.atMs ?? []).map((it) => it / 1000)
  return curveNames.map((name) => {
    const points = at.flatMap((seconds, n): [number, number | null][] => {
      const value = curves[name]?.[n]
      if (value === undefined) return []
      const before = at[n - 1]
      const broken = before !== undefined && seconds - before > longestGap
      return broken
        ? [
            [before, null],
            [seconds, value],
          ]
        : [[seconds, value]]
    })
    return { name, points }
  })
}

/** Least and most of a curve; nothing where it has no values. */
export function findRange({ points }: Curve): { readonly least: number; readonly most: number } | undefined {
  const values = points.flatMap(([, value]) => value ?? [])
  return values.length === 0 ? undefined : { least: Math.min(...values), most: Math.max(...values) }
}

export interface CurveWords {
  readonly curves: Readonly<Record<CurveName, string>>
  readonly seconds: string
}

// Written out: texts are measured before they are in the page.
const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'
const tones = { turn: '#1b4b8f', mouth: '#9d1f18', eyes: '#17623c', scale: '#7a4b00' } as const
const [soft, line, ink] = ['#47546b', '#dfe6ef', '#14213a']
/** Height of the whole drawing, in pixels. */
export const curvesHeight = 520
const [top, each, between] = [30, 84, 34]

/** What the chart library is told: one small drawing for each curve above the other, over the same time. */
export function optionOfCurves(
  curves: readonly Curve[],
  { durationMs, steps }: Pick<AttemptReplay, 'durationMs' | 'steps'>,
  words: CurveWords,
): EChartsCoreOption {
  const text = { color: soft, fontSize: 13, fontFamily }
  const prompts = steps.map(({ promptAtMs }, n) => ({ xAxis: promptAtMs / 1000, name: String(n + 1) }))
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: curves.map((_, n) => ({ left: 56, right: 16, top: top + n * (each + between), height: each })),
    xAxis: curves.map((_, n) => ({
      type: 'value',
      gridIndex: n,
      min: 0,
      max: durationMs / 1000,
      axisLabel: { ...text, show: n === curves.length - 1, showMaxLabel: false },
      name: n === curves.length - 1 ? words.seconds : '',
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: text,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: line } },
    })),
    yAxis: curves.map(({ name }, n) => ({
      type: 'value',
      gridIndex: n,
      scale: true,
      splitNumber: 2,
      name: words.curves[name],
      nameTextStyle: { ...text, color: ink, align: 'left' },
      nameGap: 8,
      axisLabel: text,
      splitLine: { lineStyle: { color: line } },
    })),
    series: curves.map(({ name, points }, n) => ({
      name: words.curves[name],
      type: 'line',
      xAxisIndex: n,
      yAxisIndex: n,
      data: points,
      showSymbol: false,
      silent: true,
      lineStyle: { color: tones[name], width: 2 },
      markLine: {
        symbol: 'none',
        silent: true,
        animation: false,
        lineStyle: { color: soft, type: 'dashed', width: 1 },
        label: { show: n === 0, formatter: '{b}', color: ink, fontFamily },
        data: prompts,
      },
    })),
  }
}

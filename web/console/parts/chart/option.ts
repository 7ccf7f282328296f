import type { EChartsCoreOption } from 'echarts/core'

/** Amounts of one kind, a bar for each label. */
export interface Series {
  readonly name: string
  readonly tone: keyof typeof tones
  /** One for each label; null where there is nothing to show. */
  readonly values: readonly (number | null)[]
  readonly say: (value: number | null) => string
}

/** Figures by label; bars are stacked upon each other. */
export interface ChartData {
  readonly labels: readonly string[]
  readonly series: readonly Series[]
}

const tones = { jade: '#2e7d57', blue: '#3b6fb5', amber: '#c98a1b', grey: '#b3bfcf' } as const
// Written out: texts are measured before they are in the page.
const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'
const soft = '#47546b'
const line = '#dfe6ef'

// Patterns in the order of the series, so that no colour is the only sign, on screen or on grey paper.
const decals = [
  { symbol: 'none' },
  { dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 4, color: 'rgba(255,255,255,0.65)' },
  {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.6,
    color: 'rgba(20,33,58,0.4)',
  },
  { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: 'rgba(20,33,58,0.35)' },
]

/** What the chart library is told. */
export function optionOf({ labels, series }: ChartData): EChartsCoreOption {
  const axisText = { color: soft, fontSize: 13, fontFamily }
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals } },
    color: series.map((it) => tones[it.tone]),
    textStyle: { fontFamily },
    grid: { left: 8, right: 8, top: 48, bottom: 8, containLabel: true },
    legend: {
      top: 4,
      left: 0,
      itemWidth: 22,
      itemHeight: 14,
      textStyle: { color: '#14213a', fontSize: 14, fontFamily },
    },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisLabel: axisText,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
    },
    yAxis: { type: 'value', axisLabel: axisText, splitLine: { lineStyle: { color: line } }, minInterval: 1 },
    series: series.map((it) => ({
      name: it.name,
      type: 'bar',
      data: [...it.values],
      stack: 'all',
      barMaxWidth: 26,
      tooltip: { valueFormatter: (value: unknown) => it.say(typeof value === 'number' ? value : null) },
    })),
  }
}

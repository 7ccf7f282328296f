import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import type { EChartsCoreOption } from 'echarts/core'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer])

export interface Drawing {
  readonly draw: (option: EChartsCoreOption) => void
  readonly end: () => void
}

/** Draws into an element as SVG and follows its width. Loaded only by pages that have a chart. */
export function openDrawing(element: HTMLElement): Drawing {
  const chart = init(element, null, { renderer: 'svg' })
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(element)
  return {
    draw: (option) => chart.setOption(option, { notMerge: true }),
    end: () => {
      watch.disconnect()
      chart.dispose()
    },
  }
}

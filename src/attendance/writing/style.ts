import type { Alignment, Borders, Fill, Font } from 'exceljs'

/** How the workbook's cells look: 宋体, thin lines, grey rest days. */
export const songti: Partial<Font> = { name: '宋体', size: 10 }
export const centred: Partial<Alignment> = { horizontal: 'center', vertical: 'middle', wrapText: true }
const thin = { style: 'thin' } as const
export const border: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin }
export const grey: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9D9D9' } }

/** `_x0041_` is an escape of the format (ECMA-376, ST_Xstring) for one character: what merely looks like it is escaped. */
export const asItIs = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

import { parentPort, workerData } from 'node:worker_threads'
import { totalColumns } from '../paper.ts'
import type { WorkbookOrder } from './apart.ts'
import { writeMonthXlsx } from './xlsx.ts'

/** The thread that writes one workbook, and ends. */
const { paper, punches, mark } = workerData as WorkbookOrder
parentPort?.postMessage(await writeMonthXlsx({ ...paper, columns: totalColumns }, punches, mark))

import type { Language } from '../shared/language.ts'

const zh = {
  demo: '演示：本页所有数据都是虚构的',
  aids: '语言和朗读',
  language: 'English',
  readAloud: '读给我听',
  stopReading: '停止朗读',
  print: '打印',
  phone: '电话',
  boards: '值班公示',
}

/** Words every page for citizens shares. */
export type CitizenWords = typeof zh

const en: CitizenWords = {
  demo: 'Demonstration: everything on this page is made up',
  aids: 'Language and reading aloud',
  language: '中文',
  readAloud: 'Read to me',
  stopReading: 'Stop reading',
  print: 'Print',
  phone: 'Phone',
  boards: 'Duty boards',
}

export const citizenWords: Record<Language, CitizenWords> = { zh, en }

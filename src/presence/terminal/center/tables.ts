declare module '../../../store/tables.ts' {
  interface Tables {
    terminal: TerminalTable
    terminal_punch: TerminalPunchTable
    terminal_news: TerminalNewsTable
    terminal_count: TerminalCountTable
  }
}

export interface TerminalTable {
  county_id: number
  serial: string
  site_id: string
  name: string
  closed: boolean
  pins: unknown
}

export interface TerminalPunchTable {
  county_id: number
  check_in_id: string
  fact_id: string
  serial: string
  site_id: string
  pin: string
  staff_id: string | null
  at: string
  month: string
  direction: 'arrival' | 'departure' | 'again'
  reading: unknown
  simulated: boolean
}

interface TerminalNewsTable {
  county_id: number
  fact_id: string
  serial: string
  site_id: string
  at: string
  kind: 'terminalUnread' | 'terminalHeard' | 'terminalRefused'
  body: unknown
}

interface TerminalCountTable {
  county_id: number
  serial: string
  month: string
  asked: number
  site_id: string
  at: string
  holds: number | null
  kept: number
}

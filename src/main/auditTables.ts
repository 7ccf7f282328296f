import type { Role } from '../store/migrate.ts'
import { rebuiltTables } from './backup/tables.ts'

/** Beside the read tables: the facts themselves, the published log, and what the center saw of stations. */
const besides: Readonly<Record<Role, readonly string[]>> = {
  center: [
    'migration',
    'fact',
    'fact_head',
    'device_head',
    'device_health',
    'refused_fact',
    'check_in_closing',
    'log_checkpoint',
    'log_former',
    'log_head',
    'log_witness_said',
    'matter_news',
  ],
  station: ['migration', 'fact', 'fact_head', 'device_head'],
}

/** What the login of an auditor may read: nothing that opens a door, nothing of a face. */
export const auditTables: Readonly<Record<Role, readonly string[]>> = {
  center: [...besides.center, ...rebuiltTables('center')],
  station: [...besides.station, ...rebuiltTables('station')],
}

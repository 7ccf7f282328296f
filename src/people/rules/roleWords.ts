import type { Words } from '../../contract/attendance.ts'
import type { Role } from '../../contract/people.ts'
import type { Grant } from '../../http/answer.ts'

const names: Readonly<Record<Role, Words>> = {
  systemAdmin: { zh: '系统管理员', en: 'system administrator' },
  securityAdmin: { zh: '安全管理员', en: 'security administrator' },
  auditAdmin: { zh: '审计管理员', en: 'audit administrator' },
  county: { zh: '县级管理', en: 'county manager' },
  head: { zh: '单位负责人', en: 'head of the unit' },
  clerk: { zh: '考勤员', en: 'clerk' },
  inspector: { zh: '督查人员', en: 'inspector' },
  staff: { zh: '工作人员', en: 'member of staff' },
}

/** Roles in a sentence, each with the unit it holds in. */
export function sayRoles(grants: readonly Grant[], unitName: (unitId: string) => string): Words {
  if (grants.length === 0) return { zh: '没有角色', en: 'no role' }
  return {
    zh: grants.map((it) => `${names[it.role].zh}（${it.unitId === null ? '全县' : unitName(it.unitId)}）`).join('、'),
    en: grants.map((it) => `${names[it.role].en} (${it.unitId === null ? 'county' : unitName(it.unitId)})`).join(', '),
  }
}

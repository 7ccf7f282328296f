import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { readOwnRecord, readTree } from '../../../../src/contract/routes/people.ts'
import { addMonths, monthOf } from '../../../../src/kit/month.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { inBoth, type Language, useLanguage, useWords } from '../../language.tsx'
import { useMay, useSession } from '../../session.ts'
import { LeftIcon, RightIcon } from '../icons.tsx'
import { readScope, type ScopeUnit } from './scope.ts'

const words = inBoth(
  { unit: '单位', month: '月份', before: '上个月', after: '下个月', everyUnit: '全部单位' },
  { unit: 'Unit', month: 'Month', before: 'Month before', after: 'Month after', everyUnit: 'All units' },
)

/** The units the account looks after; for staff their own one. Undefined until answered. */
export function useScope(): readonly ScopeUnit[] | undefined {
  const account = useSession()?.account ?? null
  const units = useAsked(readTree, {}).data?.units
  const own = useAsked(readOwnRecord, {}, { enabled: useMay()(readOwnRecord) }).data?.staff.unitId
  return useMemo(() => {
    if (units === undefined) return undefined
    const scope = readScope(account, units)
    const mine = units.filter((it) => it.unitId === own && !scope.some(({ unitId }) => unitId === own))
    return [...scope, ...mine.map(({ unitId, name }) => ({ unitId, name, depth: 0 }))]
  }, [account, units, own])
}

/** `2026年11月`, or `November 2026`. */
export function monthLabel(month: string, language: Language): string {
  const [year, of] = month.split('-')
  if (language === 'zh') return `${year}年${Number(of)}月`
  return new Date(`${month}-15T12:00:00Z`).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  })
}

/** Unit and month as the address says; else the first unit of the scope and `first`, else this month. */
export function useUnitAndMonth(scope: readonly ScopeUnit[], first?: string) {
  const [search, setSearch] = useSearchParams()
  const thisMonth = monthOf(dayOf(new Date().toISOString()))
  const wanted = search.get('month') ?? ''
  const unitId = scope.find((it) => it.unitId === search.get('unit'))?.unitId ?? scope[0]?.unitId
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(wanted) ? wanted : (first ?? thisMonth)
  const go = (to: Readonly<Record<string, string | null>>) =>
    setSearch((now) => {
      const next = new URLSearchParams(now)
      for (const [name, value] of Object.entries(to)) value === null ? next.delete(name) : next.set(name, value)
      return next
    })
  return { unitId, month, thisMonth, search, go }
}

interface UnitProps {
  readonly scope: readonly ScopeUnit[]
  readonly value: string | undefined
  readonly onChange: (unitId: string | undefined) => void
  /** All of them may be chosen together. */
  readonly every?: boolean
}

/** One unit out of the scope; units below stand indented. */
export function UnitSelect({ scope, value, onChange, every = false }: UnitProps) {
  const said = useWords(words)
  const options = scope.map(({ unitId, name, depth }) => ({ value: unitId, label: `${'　'.repeat(depth)}${name}` }))
  return (
    <Select
      className="filter-unit"
      aria-label={said.unit}
      value={value ?? ''}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={every ? [{ value: '', label: said.everyUnit }, ...options] : options}
      onChange={(unitId: string) => onChange(unitId || undefined)}
    />
  )
}

/** A month, with the ones before and after at hand. */
export function MonthSwitch({ month, last, go }: { month: string; last: string; go: (month: string) => void }) {
  const said = useWords(words)
  const { language } = useLanguage()
  const known = Array.from({ length: 25 }, (_, n) => addMonths(last, -n))
  const options = [...new Set([month, ...known])].toSorted().reverse()
  return (
    <div className="month-switch">
      <Button icon={<LeftIcon />} aria-label={said.before} onClick={() => go(addMonths(month, -1))} />
      <Select
        aria-label={said.month}
        value={month}
        options={options.map((it) => ({ value: it, label: monthLabel(it, language) }))}
        onChange={go}
      />
      <Button
        icon={<RightIcon />}
        aria-label={said.after}
        disabled={month >= last}
        onClick={() => go(addMonths(month, 1))}
      />
    </div>
  )
}

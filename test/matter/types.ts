import fc from 'fast-check'
import type { Limit, MatterType, Warning } from '../../src/contract/matterTypes.ts'

/** A uuid by number. */
export const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const unitId = idOf(1)

/** A kind of matter with nothing special. */
export const plainType: MatterType = {
  ...{ typeId: idOf(7), version: 1, unitId: null, code: 'sb-1', name: '养老保险参保', group: '社会保障' },
  ...{
    description: '登记',
    conditions: '',
    legalBasis: '',
    publicProblem: false,
    keywords: ['养老'],
    from: '2026-01-01',
  },
  materials: [{ key: 'm1', name: '户口簿', required: true, how: '自带' }],
  steps: [
    {
      ...{ key: 's1', name: '受理', post: '协办员', unitId: null },
      limit: { unit: 'workingDays', amount: 1 },
      warning: { kind: 'used', percent: 80 },
    },
  ],
  acceptWithin: { unit: 'workingDays', amount: 1 },
  legal: { unit: 'workingDays', amount: 20 },
  promised: { unit: 'workingDays', amount: 5 },
  warning: { kind: 'used', percent: 80 },
}

export const anyLimit: fc.Arbitrary<Limit> = fc.record({
  unit: fc.constantFrom('workingDays', 'workingHours', 'workingSeconds', 'days'),
  amount: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 36_000_000 })),
})

export const anyWarning: fc.Arbitrary<Warning> = fc.oneof(
  fc.record({ kind: fc.constant('used' as const), percent: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ kind: fc.constant('before' as const), limit: anyLimit }),
)

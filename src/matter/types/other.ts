import { type MatterType, otherTypeCode } from '../../contract/matterTypes.ts'

/**
 * The kind of what fits no other, in every county from the start, so that nobody is turned away. A county may keep later
 * versions of it and can never retire it.
 */
export const otherType: MatterType = {
  typeId: '01900000-0000-7000-8000-6f7468657200',
  version: 1,
  unitId: null,
  code: otherTypeCode,
  name: '其他事项',
  group: '综合',
  description: '不在事项清单内的群众诉求，由首问责任人受理、办理或转交，并向群众说明结果。',
  conditions: '',
  materials: [],
  steps: [
    {
      key: 'handle',
      name: '受理并办理',
      post: '首问责任人',
      unitId: null,
      limit: { unit: 'workingDays', amount: 5 },
      warning: { kind: 'used', percent: 80 },
    },
  ],
  acceptWithin: { unit: 'workingDays', amount: 1 },
  legal: { unit: 'workingDays', amount: 20 },
  promised: { unit: 'workingDays', amount: 5 },
  warning: { kind: 'used', percent: 80 },
  legalBasis: '',
  publicProblem: false,
  keywords: [],
  from: '1990-01-01',
}

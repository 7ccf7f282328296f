import type { MatterActName, MatterView } from '../../../../src/contract/matters.ts'

export interface StepNow {
  readonly key: string
  readonly name: string
  readonly post: string
  readonly state: 'done' | 'now' | 'later'
}

const ended = ['finished', 'refused', 'withdrawn']

export const hasEnded = ({ state }: Pick<MatterView, 'state'>): boolean => ended.includes(state)

/** The steps with where each stands: the clock that has not stopped tells which one it is. */
export function stepsOf({ type, clocks, state }: Pick<MatterView, 'type' | 'clocks' | 'state'>): StepNow[] {
  const now = currentStep({ clocks })
  const at = type.steps.findIndex((it) => it.key === now)
  return type.steps.map(({ key, name, post }, n) => {
    const isDone = state === 'finished' || (at !== -1 && n < at)
    return { key, name, post, state: isDone ? 'done' : n === at ? 'now' : 'later' }
  })
}

/** The key of the step that is being done; undefined before it is accepted and after its end. */
export const currentStep = ({ clocks }: Pick<MatterView, 'clocks'>): string | undefined =>
  clocks.findLast((it) => it.scope === 'step' && it.state !== 'stopped')?.step

/** Whether a link leads to a page; any other kind might do something when it is pressed. */
export const isWebLink = (link: string): boolean => /^https?:\/\/\S+$/i.test(link) && URL.canParse(link)

/** Whether its papers are where it lives: nothing is asked for here. */
export const isHeldElsewhere = ({ channel, external }: Pick<MatterView, 'channel' | 'external'>): boolean =>
  channel === 'imported' && external !== null

type Material = MatterView['type']['materials'][number]

/** The type's materials, each with whether it is there, was told to be missing, or neither. */
export const materialsOf = ({
  type,
  brought,
  missing,
}: Pick<MatterView, 'type' | 'brought' | 'missing'>): (Material & { state: 'brought' | 'missing' | 'notBrought' })[] =>
  type.materials.map((it) => ({
    ...it,
    state: brought.includes(it.key) ? 'brought' : missing.includes(it.key) ? 'missing' : 'notBrought',
  }))

/** What can be done, in the order one does it; what takes a matter from its way comes last. */
const order: readonly MatterActName[] = [
  'takeOver',
  'refuseHandOver',
  'accept',
  'tellMissing',
  'supply',
  'finishStep',
  'finish',
  'resume',
  'offer',
  'withdrawHandOver',
  'pause',
  'extend',
  'link',
  'reopen',
  'refuse',
  'withdraw',
  'eraseWords',
]

/** The acts the center lets the caller do now, known ones only. */
export const actsOf = ({ may }: Pick<MatterView, 'may'>): MatterActName[] => order.filter((it) => may.includes(it))

import { Alert, Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import type { AttendanceRule } from '../../../../src/contract/attendance.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { keepRule, listRules, previewRule } from '../../../../src/contract/routes/attendance.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { standardRule } from '../../../../src/contract/standardRule.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { Refused } from '../../../shared/ask.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { TakesTwo, useSaySecond } from '../../parts/second.tsx'
import { DifferenceTable } from '../sheet/differences.tsx'
import type { RuleForm } from './book.ts'
import { useKeepable } from './keepable.ts'
import { RuleFields } from './ruleFields.tsx'
import { rulesWords } from './words.ts'

/** A rule to begin, one that does not hold yet to be changed, or one to depart from from a day on. */
export type RuleDraft =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly rule: AttendanceRule }
  | { readonly kind: 'change'; readonly rule: AttendanceRule }

type Effect = OutputOf<typeof previewRule>

/** Two steps: the rule itself, then what it would change; only what was shown can be kept. */
export function RuleDrawer({ draft, onClose }: { draft: RuleDraft; onClose: () => void }) {
  const words = useWords(rulesWords)
  const say = useSaySecond()
  const [ruleId] = useState(() => (draft.kind === 'edit' ? draft.rule.ruleId : newId()))
  const [form] = Form.useForm<RuleForm>()
  const [looked, setLooked] = useState<{ rule: RuleForm; effect: Effect; again: boolean }>()
  const previewing = useDo(previewRule)
  const keeping = useDo(keepRule, [listRules, listProposals])
  const initial = useInitial(draft)
  const preview = (rule: RuleForm, again = false) =>
    previewing.mutate({ body: { ruleId, ...rule } }, { onSuccess: (effect) => setLooked({ rule, effect, again }) })
  const keep = ({ rule, effect }: { rule: RuleForm; effect: Effect }) =>
    keeping.mutate(
      { params: { ruleId }, body: { rule, seen: effect.total, why: rule.basis } },
      {
        onSuccess: ({ second }) => {
          say(second, words.kept)
          onClose()
        },
        onError: (failure) => {
          if (failure instanceof Refused && failure.refusal === 'ruleSeenOtherwise') preview(rule, true)
        },
      },
    )
  return (
    <Drawer
      open
      title={looked ? words.previewing : words[draft.kind === 'new' ? 'add' : draft.kind]}
      size={720}
      onClose={onClose}
      footer={
        <Footer
          looked={looked !== undefined}
          busy={previewing.isPending || keeping.isPending}
          onBack={looked ? () => setLooked(undefined) : onClose}
          onNext={looked ? () => keep(looked) : () => form.submit()}
        />
      }
    >
      {looked && <EffectShown effect={looked.effect} again={looked.again} />}
      <Form<RuleForm>
        form={form}
        className={looked ? 'put-aside' : undefined}
        layout="vertical"
        requiredMark="optional"
        initialValues={initial}
        scrollToFirstError
        onFinish={(given) => preview({ ...initial, ...given, fourReason: given.fourReason ?? '' })}
      >
        <RuleFields form={form} locked={draft.kind !== 'new'} />
      </Form>
    </Drawer>
  )
}

function useInitial(draft: RuleDraft): RuleForm {
  const { scope } = useKeepable()
  const [initial] = useState((): RuleForm => {
    const tomorrow = addDays(dayOf(new Date().toISOString()), 1)
    const { ruleId: _, ...rule } = draft.kind === 'new' ? standardRule : draft.rule
    if (draft.kind === 'new') return { ...rule, unitId: scope[0]?.unitId ?? null, effectiveFrom: tomorrow }
    return draft.kind === 'edit' ? rule : { ...rule, effectiveFrom: tomorrow }
  })
  return initial
}

interface FooterProps {
  readonly looked: boolean
  readonly busy: boolean
  readonly onBack: () => void
  readonly onNext: () => void
}

function Footer({ looked, busy, onBack, onNext }: FooterProps) {
  const words = useWords(rulesWords)
  const common = useWords(commonWords)
  return (
    <div className="actions end">
      <Button onClick={onBack}>{looked ? words.back : common.cancel}</Button>
      <Button type="primary" loading={busy} onClick={onNext}>
        {looked ? words.keep : words.preview}
      </Button>
    </div>
  )
}

/** How many half-days of how many people a rule would change, with those that fit. */
function EffectShown({ effect: { people, differences, total }, again }: { effect: Effect; again: boolean }) {
  const words = useWords(rulesWords)
  const names = useNames()
  return (
    <section aria-live="polite">
      <TakesTwo />
      {again && <Alert className="apart-below" showIcon type="warning" title={words.changed} />}
      <Alert
        className="apart-below"
        showIcon
        type={total === 0 ? 'success' : 'info'}
        title={total === 0 ? words.previewNone : words.previewSome(people, total)}
        description={total === 0 ? undefined : words.previewFinal}
      />
      {total > differences.length && <p className="soft">{words.previewPart(differences.length, total)}</p>}
      {differences.length > 0 && <DifferenceTable rows={differences} names={names} heads={words.heads} />}
    </section>
  )
}

import '../../parts/attendance/attendance.css'
import './rules.css'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { AttendanceRule } from '../../../../src/contract/attendance.ts'
import { liftRule, listRules } from '../../../../src/contract/routes/attendance.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useAsked, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { PlusIcon } from '../../parts/icons.tsx'
import { useNames } from '../../parts/names.ts'
import { Nothing, Page, Sheet } from '../../parts/page.tsx'
import { ReasonWanted } from '../../parts/reason.tsx'
import { AwaitedHere, useSaySecond } from '../../parts/second.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { LegendLine } from '../month/legendLine.tsx'
import { clockMoved, isShipped, readShelves, type Standing } from './book.ts'
import { useKeepable } from './keepable.ts'
import { type RuleDraft, RuleDrawer } from './ruleDrawer.tsx'
import { rulesWords } from './words.ts'

/** By which rules check-ins are judged, unit by unit, and from which day. */
export default function RulesPage() {
  const words = useWords(rulesWords)
  const { may, ready } = useKeepable()
  const asked = useAsked(listRules, {})
  const { units } = useNames()
  const [draft, setDraft] = useState<RuleDraft>()
  const today = dayOf(new Date().toISOString())
  const add = may && (
    <Button type="primary" disabled={!ready} icon={<PlusIcon />} onClick={() => setDraft({ kind: 'new' })}>
      {words.add}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={add}>
      {!may && <p className="hint">{words.readOnly}</p>}
      <AwaitedHere group="rule" />
      <Answered asked={asked}>
        {(rules) => (
          <>
            {rules.length === 0 && <Nothing title={words.none} next={words.noneNext} />}
            {readShelves(rules, units, today).map((shelf) => (
              <ShelfSheet key={shelf.unitId} unitId={shelf.unitId} rules={shelf.rules} open={setDraft} />
            ))}
          </>
        )}
      </Answered>
      {draft && <RuleDrawer draft={draft} onClose={() => setDraft(undefined)} />}
    </Page>
  )
}

interface ShelfProps {
  readonly unitId: string | null
  readonly rules: readonly { readonly rule: AttendanceRule; readonly standing: Standing }[]
  readonly open: (draft: RuleDraft) => void
}

function ShelfSheet({ unitId, rules, open }: ShelfProps) {
  const words = useWords(rulesWords)
  const names = useNames()
  return (
    <Sheet title={unitId === null ? words.county : names.unit(unitId)}>
      <ul className="rules">
        {rules.map(({ rule, standing }) => (
          <RuleRow key={rule.ruleId} rule={rule} standing={standing} open={open} />
        ))}
      </ul>
    </Sheet>
  )
}

const tones = { now: 'jade', coming: 'blue', former: 'grey' } as const

function RuleRow({ rule, standing, open }: { rule: AttendanceRule; standing: Standing; open: ShelfProps['open'] }) {
  const words = useWords(rulesWords)
  return (
    <li className={standing}>
      <header>
        <h3>{isShipped(rule) ? words.shipped : words.from(rule.effectiveFrom)}</h3>
        <Tag className={`tag-${tones[standing]}`}>{words[standing]}</Tag>
        <RuleActions rule={rule} standing={standing} open={open} />
      </header>
      <RuleFacts rule={rule} />
      <details className="fold-away">
        <summary>{words.details}</summary>
        <LegendLine legend={rule.legend} />
      </details>
    </li>
  )
}

function RuleActions({ rule, standing, open }: { rule: AttendanceRule; standing: Standing; open: ShelfProps['open'] }) {
  const words = useWords(rulesWords)
  const say = useSaySecond()
  const [asking, setAsking] = useState(false)
  const lifting = useDo(liftRule, [listRules, listProposals])
  const { keeps } = useKeepable()
  const said = useWords(attendanceWords)
  const label = (verb: string) => said.told(verb, words.from(rule.effectiveFrom))
  if (standing === 'former' || !keeps(rule.unitId)) return null

  const lift = (reason: string) =>
    void lifting
      .mutateAsync({ params: { ruleId: rule.ruleId }, body: { reason } })
      .then(({ second }) => {
        say(second, words.lifted)
        setAsking(false)
      })
      .catch(() => undefined)
  return (
    <div className="actions push">
      {standing === 'coming' ? (
        <Button aria-label={label(words.edit)} onClick={() => open({ kind: 'edit', rule })}>
          {words.edit}
        </Button>
      ) : (
        <Button aria-label={label(words.change)} onClick={() => open({ kind: 'change', rule })}>
          {words.change}
        </Button>
      )}
      {!isShipped(rule) && (
        <Button type="text" danger aria-label={label(words.lift)} onClick={() => setAsking(true)}>
          {words.lift}
        </Button>
      )}
      {asking && (
        <ReasonWanted
          title={words.lift}
          explain={words.liftWhy}
          busy={lifting.isPending}
          onGiven={lift}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function RuleFacts({ rule }: { rule: AttendanceRule }) {
  const words = useWords(rulesWords)
  const common = useWords(commonWords)
  const said = useWords(attendanceWords)
  const { am, pm } = rule.periods
  const window = words.windowSaid(clockMoved(am.from, -rule.openBefore), clockMoved(pm.to, rule.openAfter))
  const facts: [string, string][] = [
    [words.checkIns, rule.checkInsPerDay === 2 ? words.two : said.told(words.four, rule.fourReason)],
    [words.workdays, said.listed(rule.workdays.map((it) => common.days[it - 1] ?? ''))],
    [words.periods, said.listed([`${words.am} ${am.from}–${am.to}`, `${words.pm} ${pm.from}–${pm.to}`])],
    [words.grace, words.graceSaid(rule.graceIn, rule.graceOut)],
    [words.flex, words.flexSaid(rule.flex)],
    [words.window, window],
    [words.basis, rule.basis || common.none],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <FactLine key={name} name={name} value={value} />
      ))}
    </dl>
  )
}

function FactLine({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

import { Checkbox } from 'antd'
import { useState } from 'react'
import { decideCase } from '../../../../src/contract/routes/attendance.ts'
import { useWords } from '../../language.tsx'
import { useMay } from '../../session.ts'
import { ReasonWanted } from '../reason.tsx'
import { ReasonMenu } from './caseActions.tsx'
import { type Case, useBulkExcuse } from './cases.ts'
import { caseWords } from './caseWords.ts'

interface Props {
  readonly picked: readonly Case[]
  readonly all: readonly Case[]
  readonly choose: (rows: readonly Case[]) => void
}

/** Chooses half-days and explains all that are chosen with one reason. */
export function BulkBar({ picked, all, choose }: Props) {
  const words = useWords(caseWords)
  const { busy, excuse } = useBulkExcuse()
  const [asking, setAsking] = useState(false)
  const may = useMay()(decideCase)
  const given = async (reason: string) => {
    await excuse(picked, reason)
    setAsking(false)
    choose([])
  }
  if (!may || all.length === 0) return null
  return (
    <div className="actions push">
      <Checkbox
        checked={picked.length === all.length}
        indeterminate={picked.length > 0 && picked.length < all.length}
        onChange={({ target }) => choose(target.checked ? all : [])}
      >
        {words.chooseAll(all.length)}
      </Checkbox>
      <span className="soft" role="status">
        {words.chosen(picked.length)}
      </span>
      <ReasonMenu
        primary
        label={words.bulk}
        title={words.bulk}
        busy={busy}
        disabled={picked.length === 0}
        onGiven={(reason) => void given(reason)}
        onOther={() => setAsking(true)}
      />
      {asking && (
        <ReasonWanted
          title={words.excuse}
          explain={words.excuseWhy}
          busy={busy}
          onGiven={(reason) => void given(reason)}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { readAudit } from '../../../../src/contract/routes/people.ts'
import { ask } from '../../../shared/ask.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { Nothing, Page } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { AuditTable } from './auditTable.tsx'
import { auditKindWords } from './words/find.ts'
import { auditWords } from './words.ts'

/** What was done, for the eyes of the audit administration. */
export default function AuditPage() {
  const words = useWords(auditWords)
  const index = useLanguage().language === 'zh' ? 0 : 1
  const [kind, setKind] = useState<string>()
  const asked = useAudit(kind)
  return (
    <Page title={words.title} lead={words.lead}>
      <section className="sheet">
        <div className="filters">
          <Select
            className="filter-wide"
            allowClear
            aria-label={words.kind}
            placeholder={words.allKinds}
            showSearch={{ optionFilterProp: 'label' }}
            options={[...auditKindWords].map(([value, both]) => ({ value, label: both[index] }))}
            onChange={(chosen?: string) => setKind(chosen)}
          />
        </div>
        <Answered asked={asked}>
          {({ pages }) => {
            const rows = pages.flat()
            if (rows.length === 0) return <Nothing title={words.none} next={words.noneNext} />
            return (
              <>
                <AuditTable rows={rows} />
                <p className="centered apart-above">
                  {asked.hasNextPage ? (
                    <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                      {words.older}
                    </Button>
                  ) : (
                    <span className="soft">{words.end}</span>
                  )}
                </p>
              </>
            )
          }}
        </Answered>
      </section>
    </Page>
  )
}

function useAudit(kind: string | undefined) {
  return useInfiniteQuery({
    queryKey: [readAudit.name, 'paged', kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(readAudit, { query: { ...(kind && { kind }), ...(pageParam && { before: pageParam }) } }),
    getNextPageParam: (page) => page.at(-1)?.id,
  })
}

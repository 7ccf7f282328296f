import { Button } from 'antd'
import { Link, useParams } from 'wouter'
import type { MatterView } from '../../../../src/contract/matters.ts'
import { readMatter } from '../../../../src/contract/routes/matters.ts'
import { Refused } from '../../../shared/ask.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Nothing, Page } from '../../parts/page.tsx'
import { Answered } from '../../parts/waiting.tsx'
import { MatterVisits } from '../visits/matterVisits.tsx'
import { Acts } from './actButtons.tsx'
import { Clocks } from './clocks.tsx'
import { Endings } from './endings.tsx'
import { Events, Hops } from './history.tsx'
import { Materials } from './materials.tsx'
import './matter.css'
import { StandingSheet } from './standing.tsx'
import { matterWords } from './words.ts'

const everyMs = 60_000

/** One matter whole: where it stands, until when and why, who had it, and what can be done now. */
export default function MatterPage() {
  const words = useWords(matterWords)
  const { matterId = '' } = useParams<{ matterId: string }>()
  const asked = useAsked(readMatter, { params: { matterId } }, { refetchInterval: everyMs })
  const isGone = asked.error instanceof Refused && asked.data === undefined
  const title = asked.data?.title ?? words.title
  return (
    <Page title={title} lead={asked.data?.typeName} actions={<Back />}>
      {isGone ? <Nothing title={words.gone} /> : <Answered asked={asked}>{(it) => <Whole matter={it} />}</Answered>}
    </Page>
  )
}

function Back() {
  const words = useWords(matterWords)
  return (
    <Link href="/matters" asChild>
      <Button>{words.back}</Button>
    </Link>
  )
}

function Whole({ matter }: { matter: MatterView }) {
  return (
    <>
      <StandingSheet matter={matter} />
      <Acts matter={matter} />
      <Endings matter={matter} />
      <Clocks matter={matter} />
      <div className="columns">
        <Materials matter={matter} />
        <Hops hops={matter.hops} />
      </div>
      <MatterVisits matterId={matter.matterId} />
      <Events events={matter.events} />
    </>
  )
}

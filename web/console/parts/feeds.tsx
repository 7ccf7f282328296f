import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import type { BodyOf } from '../../../src/contract/route.ts'
import { closeFeed, listFeeds, openFeed } from '../../../src/contract/routes/roster.ts'
import { newId } from '../../../src/kit/ids.ts'
import { dayOf } from '../../../src/kit/time.ts'
import { useAsked, useDo } from '../asked.ts'
import { commonWords } from '../commonWords.ts'
import { inBoth, useWords } from '../language.tsx'
import { useMay } from '../session.ts'
import { LinkToHand } from './handing.tsx'
import { Sheet } from './page.tsx'

type Of = BodyOf<typeof openFeed>['of']

const words = inBoth(
  {
    title: '手机日历订阅',
    staff: '把自己的值班和下村订阅到手机日历里，改了会自动更新，不用装任何应用。',
    site: '把这个站点的值班订阅到日历里，改了会自动更新。',
    open: '生成订阅地址',
    address: '订阅地址',
    secret: '有这个地址的人就能看到这些安排，请只给需要的人。',
    since: (day: string) => `${day} 起有效的订阅地址`,
    close: '停用',
    closeAsk: '停用这个订阅地址？',
    closeWhy: '用它订阅的日历不再更新。可以随时生成新的。',
    closed: '已停用',
  },
  {
    title: 'Calendar feed',
    staff: 'Your duties and outings in the calendar of your phone; changes arrive by themselves, without any app.',
    site: 'The duties of this site in a calendar; changes arrive by themselves.',
    open: 'Make an address',
    address: 'Address of the feed',
    secret: 'Whoever has this address sees these plans: give it only to those who need it.',
    since: (day) => `Address in use since ${day}`,
    close: 'Close',
    closeAsk: 'Close this address?',
    closeWhy: 'Calendars that follow it are updated no longer. A new one can be made at any time.',
    closed: 'Closed',
  },
)

/** iCalendar feeds of a person or a site: opened, shown once, closed. */
export function Feeds({ of }: { of: Of }) {
  const said = useWords(words)
  const common = useWords(commonWords)
  const may = useMay()
  const feeds = useAsked(listFeeds, {}).data?.filter((it) => isSame(it.of, of)) ?? []
  const opening = useDo(openFeed, [listFeeds])
  const [opened, setOpened] = useState<{ feedId: string; url: string }>()
  if (!may(openFeed)) return null

  const open = () => opening.mutate({ params: { feedId: newId() }, body: { of } }, { onSuccess: setOpened })
  return (
    <Sheet title={said.title}>
      <p className="soft">{said[of.kind]}</p>
      {opened && feeds.some((it) => it.feedId === opened.feedId) && (
        <div role="status">
          <LinkToHand link={opened.url} label={said.address} />
          <Alert className="apart-below apart-above" type="warning" title={`${common.shownOnce}${said.secret}`} />
        </div>
      )}
      <ul className="rows apart-below">
        {feeds.map((it) => (
          <li key={it.feedId}>
            <span className="grow">{said.since(dayOf(it.openedAt))}</span>
            <Closing feedId={it.feedId} />
          </li>
        ))}
      </ul>
      <Button loading={opening.isPending} onClick={open}>
        {said.open}
      </Button>
    </Sheet>
  )
}

const isSame = (a: Of, b: Of): boolean =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

function Closing({ feedId }: { feedId: string }) {
  const said = useWords(words)
  const { modal, message } = App.useApp()
  const closing = useDo(closeFeed, [listFeeds])
  const ask = () =>
    modal.confirm({
      title: said.closeAsk,
      content: said.closeWhy,
      okText: said.close,
      onOk: () =>
        closing
          .mutateAsync({ params: { feedId } })
          .then(() => void message.success(said.closed))
          .catch(() => undefined),
    })
  return <Button onClick={() => void ask()}>{said.close}</Button>
}

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { readMatter } from '../../../src/contract/routes/matters.ts'
import { useWords } from '../language.tsx'
import { mayCall } from '../may.ts'
import { type PageName, pages, pagesFor } from '../menu.ts'
import { Mishap } from '../parts/mishap.tsx'
import { Nothing } from '../parts/page.tsx'
import { Answered, Loading } from '../parts/waiting.tsx'
import { type Session, useAskedSession } from '../session.ts'
import { Bare } from './bare.tsx'
import { Frame } from './frame.tsx'
import { shellWords } from './shellWords.ts'

const components: Record<PageName, ComponentType> = {
  today: lazy(() => import('../pages/today/page.tsx')),
  month: lazy(() => import('../pages/month/page.tsx')),
  sheet: lazy(() => import('../pages/sheet/page.tsx')),
  duties: lazy(() => import('../pages/duties/page.tsx')),
  requests: lazy(() => import('../pages/requests/page.tsx')),
  proposals: lazy(() => import('../pages/proposals/page.tsx')),
  staff: lazy(() => import('../pages/staff/page.tsx')),
  consents: lazy(() => import('../pages/consents/page.tsx')),
  units: lazy(() => import('../pages/units/page.tsx')),
  devices: lazy(() => import('../pages/devices/page.tsx')),
  terminals: lazy(() => import('../pages/terminals/page.tsx')),
  accounts: lazy(() => import('../pages/accounts/page.tsx')),
  audit: lazy(() => import('../pages/audit/page.tsx')),
  me: lazy(() => import('../pages/me/page.tsx')),
  notices: lazy(() => import('../pages/notices/page.tsx')),
  counter: lazy(() => import('../pages/counter/page.tsx')),
  matters: lazy(() => import('../pages/matters/page.tsx')),
  visits: lazy(() => import('../pages/visits/page.tsx')),
  queue: lazy(() => import('../pages/queue/page.tsx')),
  problems: lazy(() => import('../pages/problems/page.tsx')),
  callBacks: lazy(() => import('../pages/callBacks/page.tsx')),
  advice: lazy(() => import('../pages/advice/page.tsx')),
  suspects: lazy(() => import('../pages/suspects/page.tsx')),
  spotChecks: lazy(() => import('../pages/spotChecks/page.tsx')),
  calendar: lazy(() => import('../pages/calendar/page.tsx')),
  bulletin: lazy(() => import('../pages/bulletin/page.tsx')),
  matterTypes: lazy(() => import('../pages/matterTypes/page.tsx')),
  rules: lazy(() => import('../pages/rules/page.tsx')),
}
const AccountPage = lazy(() => import('../pages/account/page.tsx'))
const MatterPage = lazy(() => import('../pages/matter/page.tsx'))

/** Everything behind the log-in. */
export function Inside() {
  const asked = useAskedSession()
  const waiting = asked.data === undefined
  if (waiting) return <Bare>{<Answered asked={asked}>{() => null}</Answered>}</Bare>
  return <Gate session={asked.data} />
}

function Gate({ session }: { session: Session }) {
  const words = useWords(shellWords)
  const { county, account } = session
  const [path] = useLocation()
  if (county === null) {
    return (
      <Bare>
        <Nothing whole title={words.notSetUp} next={words.notSetUpNext} />
      </Bare>
    )
  }
  if (account === null) return <Redirect to={`/log-in?next=${encodeURIComponent(here())}`} replace />
  return (
    <Frame county={county} account={account}>
      <Mishap at={path}>
        <Suspense fallback={<Loading />}>
          <Pages session={session} />
        </Suspense>
      </Mishap>
    </Frame>
  )
}

// The address without the base, so that the log-in can lead back to it.
const here = (): string => location.pathname.replace(/^\/console/, '') || '/'

function Pages({ session }: { session: Session }): ReactNode {
  const words = useWords(shellWords)
  const names = pagesFor(session.account)
  const [first] = names
  return (
    <Switch>
      <Route path="/account" component={AccountPage} />
      {mayCall(readMatter, session.account) && <Route path="/matter/:matterId" component={MatterPage} />}
      {names.map((name) => (
        <Route key={name} path={pages[name].path} component={components[name]} />
      ))}
      <Route path="/">
        {first === undefined ? (
          <Nothing whole title={words.noRole} next={words.noRoleNext} />
        ) : (
          <Redirect to={pages[first].path} replace />
        )}
      </Route>
      <Route>
        <Nothing whole title={words.notFound} next={words.notFoundNext} />
      </Route>
    </Switch>
  )
}

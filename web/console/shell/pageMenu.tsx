import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { listBoards } from '../../../src/contract/routes/board.ts'
import { countProposals } from '../../../src/contract/routes/proposals.ts'
import { addressOf } from '../../shared/ask.ts'
import { useWords } from '../language.tsx'
import { type Holder, mayCall } from '../may.ts'
import { type MenuPart, menuParts, type PageName, pages, pagesFor } from '../menu.ts'
import {
  AimIcon,
  ApartmentIcon,
  AuditIcon,
  BarChartIcon,
  BellIcon,
  BookIcon,
  BulbIcon,
  CalendarIcon,
  CarryOutIcon,
  ClockIcon,
  CommentIcon,
  DesktopIcon,
  ExportIcon,
  EyeIcon,
  FileDoneIcon,
  HomeIcon,
  IdcardIcon,
  KeyIcon,
  ListIcon,
  PhoneIcon,
  QueueIcon,
  SafetyCertificateIcon,
  ScheduleIcon,
  ShopIcon,
  SolutionIcon,
  TableIcon,
  TeamIcon,
  UserIcon,
} from '../parts/icons.tsx'
import { useProposalCounts } from '../parts/second.tsx'
import { secondWords } from '../parts/secondWords.ts'
import { shellWords } from './shellWords.ts'

const icons: Record<PageName, ReactNode> = {
  today: <HomeIcon />,
  month: <TableIcon />,
  sheet: <FileDoneIcon />,
  duties: <CalendarIcon />,
  requests: <SolutionIcon />,
  proposals: <ScheduleIcon />,
  staff: <TeamIcon />,
  consents: <SafetyCertificateIcon />,
  units: <ApartmentIcon />,
  devices: <DesktopIcon />,
  terminals: <IdcardIcon />,
  accounts: <KeyIcon />,
  audit: <AuditIcon />,
  me: <UserIcon />,
  notices: <FileDoneIcon />,
  counter: <ShopIcon />,
  matters: <ClockIcon />,
  visits: <BellIcon />,
  queue: <QueueIcon />,
  problems: <BulbIcon />,
  callBacks: <PhoneIcon />,
  advice: <CommentIcon />,
  suspects: <EyeIcon />,
  spotChecks: <AimIcon />,
  calendar: <CarryOutIcon />,
  bulletin: <BarChartIcon />,
  matterTypes: <ListIcon />,
  rules: <BookIcon />,
}

/** The pages this account can use, and the public boards. */
export function PageMenu({ account }: { account: Holder }) {
  const words = useWords(shellWords)
  const [path] = useLocation()
  return (
    <nav aria-label={words.menu} className="page-menu">
      {partsFor(account).map(({ part, names }) => (
        <section key={part} aria-label={words.menuParts[part]}>
          <p aria-hidden="true">{words.menuParts[part]}</p>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <Link href={pages[name].path} aria-current={isAt(path, pages[name].path) ? 'page' : undefined}>
                  {icons[name]}
                  <span>{words.pages[name]}</span>
                  {name === 'proposals' && <ForMeCount account={account} />}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ul>
        <li className="apart">
          <a href={addressOf(listBoards)} target="_blank" rel="noreferrer">
            <ExportIcon />
            <span>{words.boards}</span>
          </a>
        </li>
      </ul>
    </nav>
  )
}

/** What of each part of the menu an account can use; parts without any are left out. */
function partsFor(account: Holder): { readonly part: MenuPart; readonly names: readonly PageName[] }[] {
  const may = pagesFor(account)
  return (Object.keys(menuParts) as MenuPart[])
    .map((part) => ({ part, names: menuParts[part].filter((name) => may.includes(name)) }))
    .filter(({ names }) => names.length > 0)
}

const isAt = (path: string, page: string): boolean => path === page || path.startsWith(`${page}/`)

const everyMs = 120_000

/** How many changes wait for this account to confirm them; nothing where none does. */
function ForMeCount({ account }: { account: Holder }) {
  const words = useWords(secondWords)
  const { mine: count = 0 } =
    useProposalCounts({}, { enabled: mayCall(countProposals, account), refetchInterval: everyMs }) ?? {}
  if (count === 0) return null
  return (
    <span className="menu-count">
      <span aria-hidden="true">{count}</span>
      <span className="hidden">{words.toConfirm(count)}</span>
    </span>
  )
}

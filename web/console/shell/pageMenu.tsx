import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  DesktopOutlined,
  ExportOutlined,
  HomeOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { listBoards } from '../../../src/contract/routes/board.ts'
import { addressOf } from '../../shared/ask.ts'
import { useWords } from '../language.tsx'
import type { Holder } from '../may.ts'
import { type PageName, pages, pagesFor } from '../menu.ts'
import { shellWords } from './shellWords.ts'

const icons: Record<PageName, ReactNode> = {
  today: <HomeOutlined />,
  duties: <CalendarOutlined />,
  staff: <TeamOutlined />,
  consents: <SafetyCertificateOutlined />,
  units: <ApartmentOutlined />,
  devices: <DesktopOutlined />,
  accounts: <KeyOutlined />,
  audit: <AuditOutlined />,
  me: <UserOutlined />,
}

/** The pages this account can use, and the public boards. */
export function PageMenu({ account }: { account: Holder }) {
  const words = useWords(shellWords)
  const [path] = useLocation()
  return (
    <nav aria-label={words.menu} className="page-menu">
      <ul>
        {pagesFor(account).map((name) => (
          <li key={name}>
            <Link href={pages[name].path} aria-current={path.startsWith(pages[name].path) ? 'page' : undefined}>
              {icons[name]}
              <span>{words.pages[name]}</span>
            </Link>
          </li>
        ))}
        <li className="apart">
          <a href={addressOf(listBoards)} target="_blank" rel="noreferrer">
            <ExportOutlined />
            <span>{words.boards}</span>
          </a>
        </li>
      </ul>
    </nav>
  )
}

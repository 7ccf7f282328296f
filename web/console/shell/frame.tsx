import { Button, Drawer } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useWords } from '../language.tsx'
import { MenuIcon } from '../parts/icons.tsx'
import type { Session } from '../session.ts'
import { AccountMenu } from './accountMenu.tsx'
import { Complaints } from './complaints.tsx'
import { DemoBanner } from './demoBanner.tsx'
import { LanguageSwitch } from './languageSwitch.tsx'
import { PageMenu } from './pageMenu.tsx'
import { shellWords } from './shellWords.ts'

interface Props {
  readonly county: NonNullable<Session['county']>
  readonly account: NonNullable<Session['account']>
  readonly children: ReactNode
}

/** The frame around every page of somebody logged in. */
export function Frame({ county, account, children }: Props) {
  const words = useWords(shellWords)
  const [menuOpen, setMenuOpen] = useState(false)
  const [path] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setMenuOpen(false), [path])
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {words.skip}
      </a>
      {county.demo && <DemoBanner />}
      <header className="top">
        <Button
          className="menu-button"
          type="text"
          icon={<MenuIcon />}
          aria-label={words.openMenu}
          onClick={() => setMenuOpen(true)}
        />
        <Brand county={county.name} />
        <div className="top-right">
          <Complaints contact={county.complaints} />
          <LanguageSwitch />
          <AccountMenu account={account} />
        </div>
      </header>
      <div className="below">
        <aside className="side">
          <PageMenu account={account} />
        </aside>
        <main id="content" className="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Drawer placement="left" size={280} title={words.menu} open={menuOpen} onClose={() => setMenuOpen(false)}>
        <PageMenu account={account} />
      </Drawer>
    </div>
  )
}

function Brand({ county }: { county: string }) {
  return (
    <Link href="/" className="brand">
      <Mark />
      <span className="brand-name">在岗</span>
      <span className="brand-county">{county}</span>
    </Link>
  )
}

export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1b4b8f" />
      <path
        d="M8 17l6 6 11-13"
        fill="none"
        stroke="#fff"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

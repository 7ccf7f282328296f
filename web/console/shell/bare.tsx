import type { ReactNode } from 'react'
import { useSession } from '../session.ts'
import { Complaints } from './complaints.tsx'
import { DemoBanner } from './demoBanner.tsx'
import { Mark } from './frame.tsx'
import { LanguageSwitch } from './languageSwitch.tsx'

/** The frame of pages before the log-in. */
export function Bare({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const county = useSession()?.county
  return (
    <div className="bare">
      {county?.demo && <DemoBanner />}
      <header className="top">
        <span className="brand">
          <Mark />
          <span className="brand-name">在岗</span>
          {county && <span className="brand-county">{county.name}</span>}
        </span>
        <div className="top-right">
          {county && <Complaints contact={county.complaints} />}
          <LanguageSwitch />
        </div>
      </header>
      <main className={wide ? 'bare-content wide' : 'bare-content'}>{children}</main>
    </div>
  )
}

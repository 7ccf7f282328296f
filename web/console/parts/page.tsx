import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** Head and body of a page: one title, one sentence on what it is for, what can be done here. */
export function Page({ title, lead, actions, children }: Props) {
  return (
    <>
      <title>{`${title} · 在岗`}</title>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </header>
      {children}
    </>
  )
}

/** A white sheet with a title, for one matter. */
export function Sheet({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="sheet">
      {(title || extra) && (
        <header>
          <h2>{title}</h2>
          {extra && <div className="actions">{extra}</div>}
        </header>
      )}
      {children}
    </section>
  )
}

interface NothingProps {
  readonly title: string
  readonly next?: ReactNode
  readonly action?: ReactNode
  /** It is all the page has to say. */
  readonly whole?: boolean
}

/** Nothing here yet: says what to do next. */
export function Nothing({ title, next, action, whole = false }: NothingProps) {
  return (
    <div className="nothing">
      {whole ? <h1>{title}</h1> : <strong>{title}</strong>}
      {next && <p>{next}</p>}
      {action}
    </div>
  )
}

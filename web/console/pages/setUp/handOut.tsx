import { Alert, Button } from 'antd'
import { useLocation } from 'wouter'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { LinkToHand } from '../../parts/handing.tsx'
import { useFreshSession } from '../../session.ts'
import { setUpWords } from './words.ts'

interface Props {
  readonly countyName: string
  readonly invitations: readonly { readonly role: string; readonly link: string }[]
}

/** The one-time links for the people without whom the county cannot work, and why they are several. */
export function HandOut({ countyName, invitations }: Props) {
  const words = useWords(setUpWords)
  const roles: Record<string, string> = useWords(commonWords).roles
  const does: Record<string, string> = words.does
  const freshSession = useFreshSession()
  const [, goTo] = useLocation()
  return (
    <section className="sheet door">
      <h1>{words.doneTitle(countyName)}</h1>
      <p className="soft">{words.doneLead}</p>
      <Alert className="apart-below" type="warning" showIcon title={words.once} />
      {invitations.map(({ role, link }) => (
        <div key={link} className="handed">
          <h2>{roles[role] ?? role}</h2>
          <p className="soft">{does[role]}</p>
          <LinkToHand link={link} label={roles[role] ?? role} />
        </div>
      ))}
      <h2>{words.why}</h2>
      <p>{words.whyBody}</p>
      <div className="actions end">
        <Button
          type="primary"
          size="large"
          onClick={() => void freshSession().then(() => goTo('/', { replace: true }))}
        >
          {words.enter}
        </Button>
      </div>
    </section>
  )
}

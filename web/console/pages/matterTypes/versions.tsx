import { Drawer } from 'antd'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listMatterTypeVersions } from '../../../../src/contract/routes/matterTypes.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { sayLimit } from '../matter/saying.ts'
import { matterTypesWords } from './words.ts'

type Version = OutputOf<typeof listMatterTypeVersions>[number]

/** Every version of a kind of matter, newest first, with what each said otherwise. */
export function Versions({ typeId, name, onClose }: { typeId: string; name: string; onClose: () => void }) {
  const words = useWords(matterTypesWords)
  const asked = useAsked(listMatterTypeVersions, { params: { typeId } })
  return (
    <Drawer open title={words.historyTitle(name)} size={560} onClose={onClose}>
      <Answered asked={asked}>
        {(versions) => (
          <ol className="type-versions">
            {versions.map((it) => (
              <VersionItem key={it.type.version} version={it} />
            ))}
          </ol>
        )}
      </Answered>
    </Drawer>
  )
}

function VersionItem({ version: { type, at, changes } }: { version: Version }) {
  const words = useWords(matterTypesWords)
  const { language } = useLanguage()
  // What is shipped has no day on which anybody kept it.
  const when = at < '1990' ? words.builtIn : `${words.fromDay(type.from)} · ${stampOf(at)}`
  return (
    <li>
      <h3>{words.version(type.version)}</h3>
      <p className="soft">{when}</p>
      {changes.length === 0 ? (
        <p>
          {type.version === 1 && words.first} {words.promisedIn(sayLimit(type.promised, language))} ·{' '}
          {words.legalIn(sayLimit(type.legal, language))} · {type.steps.map((it) => it.name).join(' → ')}
        </p>
      ) : (
        <ul className="plain-list">
          {changes.map((it) => (
            <li key={it.en}>{it[language]}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

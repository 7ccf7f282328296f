import type { VisitProps } from './visitProps.ts'

/** What was told to somebody who was sent away: the list of the kind of matter, and his own words. */
export function SentAwayForm({ view, language, words }: VisitProps) {
  const here = `/visit/${view.code}`
  return (
    <section aria-labelledby="sent-away">
      <h2 id="sent-away">{words.sentAwayTitle}</h2>
      {view.refused !== null && (
        <p class="note warn" role="alert">
          {view.refused}
        </p>
      )}
      {view.matterTitle === null && view.types.length > 1 && (
        <form method="get" action={here}>
          <input type="hidden" name="lang" value={language} />
          <input type="hidden" name="saying" value="sentAway" />
          <label class="field">
            {words.type}
            <select name="typeId">
              {view.types.map(({ typeId, name }) => (
                <option key={typeId} value={typeId} selected={typeId === view.typeId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="plain">
            {words.typeChoose}
          </button>
        </form>
      )}
      <form method="post" action={here}>
        <input type="hidden" name="lang" value={language} />
        <input type="hidden" name="after" value={view.words.at(-1)?.factId ?? ''} />
        <input type="hidden" name="outcome" value="sentAway" />
        <input type="hidden" name="typeId" value={view.typeId ?? ''} />
        {view.matterTitle !== null && <p>{words.matter(view.matterTitle)}</p>}
        {view.materials.length > 0 && (
          <fieldset>
            <legend>
              {words.materials} {view.typeName !== '' && <span class="soft">{view.typeName}</span>}
            </legend>
            {view.materials.map(({ key, name }) => (
              <label key={key} class="choice">
                <input
                  type="checkbox"
                  name={`material-${key}`}
                  value="1"
                  checked={view.typed.materials.includes(key)}
                />
                {name}
              </label>
            ))}
          </fieldset>
        )}
        <label class="field">
          {words.told}
          <textarea name="told" maxLength={1000} rows={3} value={view.typed.told} />
        </label>
        <p class="soft">{words.toldHow}</p>
        {view.matterTitle === null && (
          <label class="field">
            {words.matterCode}
            <input
              type="text"
              name="matterCode"
              value={view.typed.matterCode}
              maxLength={40}
              autocomplete="off"
              spellcheck={false}
            />
          </label>
        )}
        <p class="acts">
          <button type="submit">{words.send}</button>
          <a class="button plain" href={`${here}?lang=${language}`}>
            {words.back}
          </a>
        </p>
      </form>
    </section>
  )
}

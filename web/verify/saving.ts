/** Hands a text to the device as a file. */
export function saveText(name: string, text: string, type = 'text/plain'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** This page with its keys, style and script in one file, which a browser opens from the disk. */
export async function wholePage(): Promise<string> {
  const load = async (name: string) => (await fetch(`/verify/assets/${name}`)).text()
  const [checker, script, style] = await Promise.all([load('checker.js'), load('verify.js'), load('verify.css')])
  const view = document.querySelector('#view')?.textContent ?? ''
  const { lang } = document.documentElement
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>在岗 Zaigang</title><style>${style}</style><script type="application/json" id="view">${view}</script></head><body><div id="page"></div>${inlined(checker)}${inlined(script)}</body></html>\n`
}

/** They run in their order. */
const inlined = (script: string): string =>
  `<script type="module">${script.replaceAll('</script', '<\\/script')}</script>`

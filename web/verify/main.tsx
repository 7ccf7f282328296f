import { render } from 'preact'
import type { VerifyView } from '../../src/contract/routes/receipts.ts'
import { VerifyApp } from './app.tsx'

const view = JSON.parse(document.querySelector('#view')?.textContent ?? '{}') as VerifyView
const language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'
const page = document.querySelector('#page')

if (page !== null) {
  page.replaceChildren()
  render(<VerifyApp view={view} language={language} given={location.hash} />, page)
}

// Keeps the page for when there is no network; a page opened from a file needs nothing.
if ('serviceWorker' in navigator && location.protocol.startsWith('http')) {
  navigator.serviceWorker.register('/verify/assets/worker.js', { scope: '/verify' }).catch(() => undefined)
}

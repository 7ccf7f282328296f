import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const inRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The verify page's scripts, style, mark and worker below `/verify/assets/`, with fixed names and nothing shared with others. */
export default defineConfig({
  root: inRoot('.'),
  base: '/',
  publicDir: false,
  plugins: [mark()],
  build: {
    target: 'chrome99',
    outDir: inRoot('../../dist/web/verify'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        verify: inRoot('main.tsx'),
        checker: inRoot('checker.ts'),
        worker: inRoot('worker.ts'),
        style: inRoot('verify.css'),
      },
      output: { entryFileNames: 'assets/[name].js', assetFileNames: 'assets/verify[extname]' },
    },
  },
})

function mark(): Plugin {
  return {
    name: 'verify-mark',
    async generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'assets/mark.svg',
        source: await readFile(inRoot('../shared/mark.svg')),
      })
    },
  }
}

import { readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/**
 * The small pages: the kiosk (`/kiosk/`, its files below `/kiosk/assets/`) and what the public pages need beside the
 * HTML drawn by the server (`/board/assets/board.css`, `citizen.css`, `board.js`, `mark.svg`; fixed names). Everything lands in
 * `dist/web`; the console has a configuration of its own.
 */
export default defineConfig({
  root: 'web',
  base: '/',
  publicDir: false,
  plugins: [sweep(), boardMark()],
  build: {
    target: 'chrome99',
    outDir: '../dist/web',
    emptyOutDir: false,
    // An inlined file would be a data: address, which the pages' content policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        kiosk: 'web/kiosk/index.html',
        board: 'web/board/live.ts',
        boardStyle: 'web/board/board.css',
        citizenStyle: 'web/citizen/citizen.css',
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'board' ? 'board/assets/board.js' : 'kiosk/assets/[name]-[hash].js'),
        chunkFileNames: 'kiosk/assets/[name]-[hash].js',
        assetFileNames: ({ names }) => placeOf(names[0] ?? ''),
      },
    },
  },
})

function placeOf(name: string): string {
  if (name.startsWith('boardStyle')) return 'board/assets/board.css'
  if (name.startsWith('citizenStyle')) return 'board/assets/citizen.css'
  return 'kiosk/assets/[name]-[hash][extname]'
}

/** Only our two folders are emptied: the console builds into a neighbour. */
function sweep(): Plugin {
  let folders: string[] = []
  return {
    name: 'sweep',
    apply: 'build',
    configResolved({ root, build }) {
      folders = ['kiosk', 'board'].map((name) => resolve(root, build.outDir, name))
    },
    async buildStart() {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
    },
  }
}

function boardMark(): Plugin {
  return {
    name: 'board-mark',
    async generateBundle() {
      const source = await readFile('web/shared/mark.svg')
      this.emitFile({ type: 'asset', fileName: 'board/assets/mark.svg', source })
    },
  }
}

import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { tellWorker } from './tellWorker.ts'

const inRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: inRoot('.'),
  base: '/console/',
  plugins: [react(), tellWorker()],
  build: {
    outDir: inRoot('../../dist/web/console'),
    emptyOutDir: true,
    target: 'chrome99',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: inRoot('index.html'), worker: inRoot('worker.ts') },
      output: { entryFileNames: (it) => (it.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js') },
    },
  },
})

import type { FastifyInstance } from 'fastify'
import { kioskSocketPath } from '../contract/kioskSocket.ts'
import { type KioskDeps, openKiosk } from '../presence/kiosk/kioskSocket.ts'

/** Lets kiosks connect. Pages of other sites are turned away before a word is said. */
export function serveKiosks(server: FastifyInstance, deps: KioskDeps): void {
  server.get(kioskSocketPath, { websocket: true, schema: { hide: true } }, (socket, request) => {
    if (!isOwnPage(request.headers.origin, request.headers.host)) return socket.close()
    openKiosk(
      {
        send: (text) => socket.send(text),
        close: () => socket.close(),
        onMessage: (handle) =>
          void socket.on('message', (data: Buffer, isBinary: boolean) => handle(isBinary ? data : data.toString())),
        onClose: (handle) => void socket.on('close', handle),
      },
      deps,
    )
  })
}

/** Programs without a page send no origin; they still need the kiosk's key. */
export function isOwnPage(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

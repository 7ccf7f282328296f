/** The few constants of the kiosk's wire, apart from its shapes so that the page need not carry a parser library. */
export const kioskSocketPath = '/kiosk/socket'
export const frameHeaderBytes = 12
export const frameLimitBytes = 1_000_000
/**
 * What the kiosk signs to open: ECDSA P-256 with SHA-256 over `zaigang-kiosk:${kioskId}:${nonce}` in UTF-8, the id in lower
 * case however the page has it. The signature travels as base64url of its 64 bytes r‖s (`dsaEncoding: 'ieee-p1363'` in Node).
 */
export const openingText = (kioskId: string, nonce: string): string => `zaigang-kiosk:${kioskId.toLowerCase()}:${nonce}`

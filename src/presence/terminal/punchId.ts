import { idOfText } from '../../kit/idOfText.ts'
import type { Punch } from './punch.ts'

/** The check-in a punch is, whichever way and how often it comes: one number at one terminal in one second. */
export const checkInIdOf = (countyId: number, serial: string, { pin, wall }: Pick<Punch, 'pin' | 'wall'>): string =>
  idOfText(`punch|${countyId}|${serial}|${pin}|${wall}`)

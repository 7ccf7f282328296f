/** `HH:MM` from what people type: 8:30, 830, 0830, 8：30, 8. Nothing where it is no time of day. */
export function readClock(typed: string): string | undefined {
  const found = /^\s*(\d{1,2})\s*[:：.]?\s*(\d{2})?\s*$/.exec(typed)
  if (found === null) return undefined
  const [, hour = '', minute = '00'] = found
  if (Number(hour) > 23 || Number(minute) > 59) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}

/** A `tel:` address, or nothing where what was typed holds no number to dial. */
export function telephoneLink(phone: string): string | undefined {
  const digits = phone.replace(/[^\d+]/g, '')
  return /\d{3}/.test(digits) ? `tel:${digits}` : undefined
}

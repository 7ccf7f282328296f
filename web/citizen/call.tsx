import { telephoneLink } from '../shared/telephone.ts'

/** A number one can press to call, or plain text where it is none; nothing where there is no number. */
export function Call({ phone, label }: { readonly phone: string; readonly label: string }) {
  if (phone.trim() === '') return null
  const link = telephoneLink(phone)
  const inside = (
    <>
      <span>{label}</span> <b>{phone}</b>
    </>
  )
  return link === undefined ? (
    <span class="call">{inside}</span>
  ) : (
    <a class="call" href={link}>
      {inside}
    </a>
  )
}

import type { TodayState } from './siteToday.ts'

const paths: Record<TodayState, string> = {
  in: 'M8 1.5a6.5 6.5 0 1 0 .01 0z',
  expected: 'M8 1.5a6.5 6.5 0 1 0 .01 0zM8 4a4 4 0 1 1-.01 0z',
  notSeen: 'M8 1l7 13.5H1zM8 5l-3.4 7h6.8z',
  inTheField: 'M8 1l7 7-7 7-7-7z',
  leave: 'M2 2h12v12H2zM4.4 4.4v7.2h7.2V4.4z',
  unknown:
    'M6.7 10.4h2.2v-1c0-1.6 3-2 3-4.7C11.9 2.600 10.200 1.300 8 1.300S4.300 2.700 4.100 4.900h2.300c.1-1 .7-1.600 1.600-1.600s1.600.6 1.600 1.500c0 1.500-2.900 2-2.900 4.500zm0 1.900h2.300v2.300H6.700z',
  left: 'M1.500 6.800h8.300L6.700 3.700 8.300 2.100 14.200 8l-5.900 5.900-1.600-1.600 3.100-3.100H1.500z',
  rest: 'M2 6.800h12v2.400H2z',
}

/** A shape for each state, so that colour is never the only sign. */
export function Shape({ state }: { state: TodayState }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor" fillRule="evenodd">
      <path d={paths[state]} />
    </svg>
  )
}

export const toneOfState: Record<TodayState, string> = {
  in: 'jade',
  expected: 'grey',
  notSeen: 'amber',
  inTheField: 'blue',
  leave: 'blue',
  unknown: 'grey',
  left: 'grey',
  rest: 'grey',
}

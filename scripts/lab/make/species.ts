/** Kinds of clips: genuine people, and attacks named as in GB/T 41772 Annex A and GB/T 41987. */
export const species = [
  'flatPrint',
  'bentPrint',
  'cutMask',
  'screenPhoto',
  'screenReplay',
  'injectedRecording',
  'maskSeries',
  'rigidMask',
  'silicone',
] as const
export type Species = (typeof species)[number]
export type Kind = 'genuine' | Species

/**
 * Colours a kiosk page may light a face with: desaturated, so that nobody is dazzled; `dim` is half as bright. Apart from the
 * shapes, so that the page need not carry a parser library.
 */
export const lightColours = ['white', 'rose', 'mint', 'sky', 'sand', 'dim'] as const
export type LightColour = (typeof lightColours)[number]

/** How the page paints them, sRGB. */
export const paints: Readonly<Record<LightColour, string>> = {
  white: '#ffffff',
  rose: '#ffc2c2',
  mint: '#c2ffcc',
  sky: '#c2d6ff',
  sand: '#fff0b3',
  dim: '#9c9c9c',
}

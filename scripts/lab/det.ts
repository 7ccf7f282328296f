import { type TradeOff, tradeOff } from './statistics.ts'

/** A drawing of how the two errors trade off against each other, both on probit axes from 0.1 % to 99 %. */
export function drawDet(title: string, genuine: readonly number[], attacks: readonly number[]): string {
  const points = tradeOff(genuine, attacks)
  const ticks = shares.flatMap((share) => {
    const [x, y] = [across(share), down(share)]
    return [
      `<path d="M${x} ${top}V${bottom}M${left} ${y}H${right}" stroke="#ddd"/>`,
      `<text x="${x}" y="${bottom + 16}" text-anchor="middle">${text(share)}</text>`,
      `<text x="${left - 6}" y="${y + 4}" text-anchor="end">${text(share)}</text>`,
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${width}" fill="#fff"/>`,
    `<text x="${left}" y="24" font-size="14">${escaped(title)}</text>`,
    `<text x="${left}" y="42">真人 genuine ${genuine.length} · 攻击 attacks ${attacks.length}</text>`,
    ...ticks,
    `<path d="M${left} ${bottom}L${right} ${top}" stroke="#bbb" stroke-dasharray="4 4"/>`,
    `<path d="${pathOf(points)}" fill="none" stroke="#0b5fa5" stroke-width="2"/>`,
    `<text x="${(left + right) / 2}" y="${width - 10}" text-anchor="middle">攻击被接受率 APCER / attacks accepted</text>`,
    `<text transform="translate(16 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">真人被拒绝率 BPCER / living people refused</text>`,
    '</svg>',
  ].join('\n')
}

const [width, left, right, top, bottom] = [480, 64, 456, 60, 432]
const shares = [0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99]
const [least, most] = [0.001, 0.99]

const place = (share: number): number => {
  const [low, high] = [probit(least), probit(most)]
  return (probit(Math.min(most, Math.max(least, share))) - low) / (high - low)
}
const across = (share: number): number => round(left + place(share) * (right - left))
const down = (share: number): number => round(bottom - place(share) * (bottom - top))
const round = (value: number): number => Math.round(value * 10) / 10
const text = (share: number): string => `${round(100 * share)} %`

/** Steps, for between two scores nothing was measured. */
function pathOf(points: readonly TradeOff[]): string {
  const [first, ...rest] = points
  if (first === undefined) return ''
  return rest.reduce(
    (path, { apcer, bpcer }) => `${path}V${down(bpcer)}H${across(apcer)}`,
    `M${across(first.apcer)} ${down(first.bpcer)}`,
  )
}

const escaped = (words: string): string => words.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The quantile of the standard normal distribution, by bisection of its distribution function. */
export function probit(share: number): number {
  let [low, high] = [-8, 8]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (normal(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
function normal(x: number): number {
  if (x < 0) return 1 - normal(-x)
  const t = 1 / (1 + 0.2316419 * x)
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum
}

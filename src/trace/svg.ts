import { isExact, rangeOf } from './amount.ts'
import type { Amount, Facts, Trace } from './facts.ts'

const LONGEST = 160
const GAP = 56
const FONT = 12

interface DrawnBox {
  readonly title: string
  readonly width: Amount
  readonly height: Amount
  readonly label: string
  readonly isDashed: boolean
}

/** A picture of a trace: the source and one box a step, to scale, dashed where a side is bounded or unknown. */
export function traceSvg({ steps }: Trace, source: Facts): string {
  const { width, height, format = '' } = source
  const boxes = [
    boxOf('source', width, height, format),
    ...steps.map(step => boxOf(step.operation, step.width, step.height, step.format ?? '')),
  ]
  const longest = Math.max(1, ...boxes.flatMap(box => [most(box.width), most(box.height)]))
  const scale = (amount: Amount) => Math.max(4, (most(amount) / longest) * LONGEST)
  const column = Math.max(LONGEST, ...boxes.map(({ title, label }) => Math.max(title.length, label.length) * 7)) + GAP
  const parts = boxes.map((box, index) => {
    const x = GAP / 2 + index * column
    const arrow = index === 0 ? '' : arrowTo(x, column)
    return `${arrow}${drawBox(box, x, scale)}`
  })
  const total = boxes.length * column
  const tall = LONGEST + 72
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${tall}" viewBox="0 0 ${total} ${tall}" font-family="sans-serif" font-size="${FONT}">`,
    `<rect width="${total}" height="${tall}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function boxOf(title: string, width: Amount, height: Amount, format: string): DrawnBox {
  const label = `${amountText(width)} x ${amountText(height)} ${format}`.trim()
  return { title, width, height, label, isDashed: !isExact(width) || !isExact(height) }
}

const most = (amount: Amount): number => rangeOf(amount)?.maximum ?? 0

function drawBox(
  { title, width, height, label, isDashed }: DrawnBox,
  x: number,
  scale: (amount: Amount) => number,
): string {
  const [w, h] = [scale(width), scale(height)]
  const y = 28 + (LONGEST - h)
  const dash = isDashed ? ' stroke-dasharray="4 3"' : ''
  return [
    `<text x="${x}" y="18" fill="#111" font-weight="bold">${escaped(title)}</text>`,
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#dbeafe" stroke="#1d4ed8"${dash}/>`,
    `<text x="${x}" y="${28 + LONGEST + 20}" fill="#374151">${escaped(label)}</text>`,
  ].join('')
}

function arrowTo(x: number, column: number): string {
  const y = 28 + LONGEST / 2
  const [from, to] = [x - Math.min(GAP, column) + 14, x - 8]
  return `<path d="M${from} ${y}H${to}m-6 -5l6 5l-6 5" fill="none" stroke="#6b7280"/>`
}

/** `200`, `1..200`, or `?`. */
export function amountText(amount: Amount): string {
  const range = rangeOf(amount)
  if (!range) return '?'
  return range.minimum === range.maximum ? String(range.minimum) : `${range.minimum}..${range.maximum}`
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

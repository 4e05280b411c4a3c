import { nameSpan } from '../../language/tree.ts'
import { type BoundOperation, effectiveValue, findParameter } from '../bind.ts'
import { defineRule, type Rule } from '../rule.ts'

const MAXIMUM_SIDE = 16_384
const MAXIMUM_AREA = 16_777_216

/** Modes that make exactly the box that is asked for. */
const EXACT_MODES: ReadonlySet<string> = new Set(['fixed', 'fill', 'pad'])

export const outputArea: Rule = defineRule({
  id: 'output-area',
  severity: 'error',
  description: {
    en: 'A resized picture has at most 16,384 px a side and 16,777,216 px in all; a sprite sheet at most 16,384 px a side.',
    zh: '缩放后的图片每边最多 16384 像素、总共最多 16777216 像素；雪碧图每边最多 16384 像素。',
  },
  messages: {
    area: {
      en: 'The picture would have {width} x {height} = {area} px; expected at most {limit}.',
      zh: '图片将有 {width} x {height} = {area} 像素；最多 {limit}。',
    },
    sheet: {
      en: 'A sheet of {columns} x {rows} pictures would be {width} x {height} px; expected at most {limit} a side.',
      zh: '{columns} x {rows} 张小图拼成的雪碧图将是 {width} x {height} 像素；每边最多 {limit}。',
    },
    square: {
      en: '"m_{mode}" with one side only makes a square of {side} px; "m_lfit" keeps the ratio.',
      zh: '"m_{mode}" 只给一边时会得到 {side} 像素的正方形；"m_lfit" 保持比例。',
    },
  },
  examples: {
    invalid: [
      { text: 'image/resize,m_fixed,w_5000,h_5000' },
      { text: 'video/sprite,f_jpg,sw_4096,sh_4096,tw_10,th_10|sys/saveas,o_b3V0L3tpbmRleH0ue2F1dG9leHR9' },
      { text: 'image/resize,m_fill,h_400' },
    ],
    valid: [{ text: 'image/resize,m_fixed,w_4096,h_4096' }],
  },
  checksOperation({ id }) {
    return id === 'image/resize' || id === 'video/sprite'
  },
  checkOperation(operation, context) {
    if (operation.open) return
    const span = nameSpan(operation.node)
    if (operation.entry.id === 'video/sprite') {
      const numberOf = (name: string) => Number(findParameter(operation, name)?.value ?? 1)
      const [columns, rows] = [numberOf('tw'), numberOf('th')]
      const [width, height] = [columns * numberOf('sw'), rows * numberOf('sh')]
      if (width <= MAXIMUM_SIDE && height <= MAXIMUM_SIDE) return
      if (Number.isNaN(width * height)) return
      const data = { columns, rows, width, height, limit: MAXIMUM_SIDE }
      return context.report({ messageId: 'sheet', severity: 'warning', data, span })
    }
    const mode = effectiveValue(operation, 'm')
    if (!mode || !EXACT_MODES.has(mode)) return
    const [width, height] = sidesOf(operation)
    if (!width || !height) return
    const area = width * height
    const data = { width, height, area, limit: MAXIMUM_AREA }
    if (area > MAXIMUM_AREA) context.report({ messageId: 'area', data, span, serverCode: '0040-00000007' })
    else if (!findParameter(operation, 'w') !== !findParameter(operation, 'h')) {
      context.report({ messageId: 'square', severity: 'info', data: { mode, side: width }, span })
    }
  },
})

/** A side that is left out equals the other one in the modes that make an exact box. */
function sidesOf(operation: BoundOperation): [number, number] {
  const width = findParameter(operation, 'w')?.value
  const height = findParameter(operation, 'h')?.value
  return [Number(width ?? height ?? 0), Number(height ?? width ?? 0)]
}

import { widened } from '../../../trace/image/layout.ts'
import type { Parameters } from '../../../trace/parameters.ts'
import { refuse } from '../problem.ts'
import { type Overlay, stack, turnOverlay } from './overlay.ts'
import { pixelsOf } from './picture.ts'
import { loadSharp } from './sharp.ts'

/** The families that this machine may have for the fonts of OSS; the system's own font stands in for what is missing. */
const FAMILIES: Readonly<Record<string, string>> = {
  'wqy-zenhei': 'WenQuanYi Zen Hei',
  'wqy-microhei': 'WenQuanYi Micro Hei',
  fangzhengshusong: 'FZShuSong-Z01',
  fangzhengkaiti: 'FZKai-Z03',
  fangzhengheiti: 'FZHei-B01',
  fangzhengfangsong: 'FZFangSong-Z02',
  droidsansfallback: 'Droid Sans Fallback',
}

const MAX_CHARACTERS = 64
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Draws the text of a watermark: font, size, colour, shadow and rotation. The box is that of the ink. */
export async function drawText(parameters: Parameters): Promise<Overlay> {
  const text = checkText(parameters.text('text') ?? '')
  const size = parameters.number('size') ?? 40
  const family = fontFamily(parameters.text('type') ?? 'wqy-zenhei')
  const front = await render(text, family, size, parameters.text('color') ?? '000000', 100)
  const shadow = parameters.number('shadow') ?? 0
  const drawn = shadow === 0 ? front : await underlay(front, await render(text, family, size, '000000', shadow), size)
  return turnOverlay(drawn, parameters.number('rotate') ?? 0)
}

function checkText(text: string): string {
  // No markup holds the sign of number 0, and no font draws it.
  const trimmed = text.replace(/\r?\n$/, '').replaceAll('\0', '')
  if (trimmed.trim() === '') {
    throw refuse(
      'InvalidArgument',
      400,
      { en: 'The text of the watermark is empty.', zh: '水印文字为空。' },
      {},
      '0040-00000258',
    )
  }
  if ([...trimmed].length > MAX_CHARACTERS) {
    const message = {
      en: 'The text of the watermark has {found} characters; at most 64 are allowed.',
      zh: '水印文字有 {found} 个字符；最多 64 个。',
    }
    throw refuse('InvalidArgument', 400, message, { found: [...trimmed].length }, '0040-00000259')
  }
  return trimmed
}

function fontFamily(name: string): string {
  // A line break that `echo` left behind is doubted, and no more.
  const family = FAMILIES[name.trimEnd()]
  if (family) return family
  const message = { en: 'The font "{name}" is unknown.', zh: '字体 "{name}" 未知。' }
  throw refuse('InvalidArgument', 400, message, { name }, '0040-00000251')
}

async function render(text: string, family: string, size: number, color: string, opacity: number): Promise<Overlay> {
  const sharp = await loadSharp()
  const escaped = text.replace(/[&<>]/g, character => ESCAPES[character] ?? character)
  const markup = `<span foreground="#${color}" alpha="${opacity}%">${escaped}</span>`
  // At 72 dpi a point is a pixel.
  const image = sharp({ text: { text: markup, font: `${family}, Sans ${size}`, dpi: 72, rgba: true } })
  return pixelsOf({ image: image.ensureAlpha(), isPending: true })
}

/** Lays the text over its shadow, which falls to the lower right. */
function underlay(front: Overlay, shadow: Overlay, size: number): Promise<Overlay> {
  const offset = Math.max(1, Math.round(size / 20))
  return stack(widened(front, offset, offset), [
    { overlay: shadow, left: offset, top: offset },
    { overlay: front, left: 0, top: 0 },
  ])
}

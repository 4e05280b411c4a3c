import { centredBox } from '../../../trace/image/layout.ts'
import type { FramePlan } from '../../../trace/video/frame-size.ts'

/**
 * The filters of a plan. The pixel format comes before crop and pad: with subsampled colour they would only work at
 * even offsets.
 */
export function sizeFilters({ scaled, canvas, kind }: FramePlan, pixelFormat: string): readonly string[] {
  const inner = [`scale=${scaled.width}:${scaled.height}`, `format=${pixelFormat}`]
  const { left, top } = kind === 'crop' ? centredBox(scaled, canvas) : centredBox(canvas, scaled)
  if (kind === 'crop') inner.push(`crop=${canvas.width}:${canvas.height}:${left}:${top}`)
  if (kind === 'fill') inner.push(`pad=${canvas.width}:${canvas.height}:${left}:${top}:black`)
  return [...inner, 'setsar=1']
}

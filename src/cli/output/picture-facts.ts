import { COMMA, type Locale } from '../../../grammar/catalogue/localized.ts'

/** What is known of a result. */
interface PictureFacts {
  readonly width?: number | undefined
  readonly height?: number | undefined
  /** Left out where it says nothing. */
  readonly frames?: number | undefined
  readonly bytes: number
}

/** A result in words: `100 x 100, 10 frames, 21.7 kB`. */
export function pictureFacts({ width, height, frames, bytes }: PictureFacts, locale: Locale): string {
  return [
    ...(width && height ? [`${width} x ${height}`] : []),
    ...(frames ? [locale === 'zh' ? `${frames} 帧` : `${frames} frames`] : []),
    `${(bytes / 1000).toFixed(1)} kB`,
  ].join(COMMA[locale])
}

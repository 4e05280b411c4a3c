import type { Localized } from '../catalogue/localized.ts'

/** Fonts of a text watermark: the decoded value of `type`, and the name of the typeface. Source: Add watermarks (2021, 2024, 2026). */
export const fonts: Readonly<Record<string, Localized>> = {
  'wqy-zenhei': { en: 'WenQuanYi Zen Hei', zh: '文泉驿正黑' },
  'wqy-microhei': { en: 'WenQuanYi Micro Hei', zh: '文泉驿微米黑' },
  fangzhengshusong: { en: 'FangZheng ShuSong', zh: '方正书宋' },
  fangzhengkaiti: { en: 'FangZheng KaiTi', zh: '方正楷体' },
  fangzhengheiti: { en: 'FangZheng HeiTi', zh: '方正黑体' },
  fangzhengfangsong: { en: 'FangZheng FangSong', zh: '方正仿宋' },
  droidsansfallback: { en: 'Droid Sans Fallback', zh: 'Droid Sans Fallback' },
}

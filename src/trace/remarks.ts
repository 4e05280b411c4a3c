import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage, type MessageData, type Severity } from '../language/diagnostic.ts'

/** A sentence about a step, and the rule that reports it, where it is a finding. */
export interface RemarkSpec {
  readonly message: Localized
  readonly rule?: RemarkRule
  readonly severity?: Severity
  /** EC number that OSS answers with. */
  readonly serverCode?: string
}

/** The rules that need facts. */
export type RemarkRule =
  | 'source-kind'
  | 'source-limit'
  | 'source-outside'
  | 'source-idle'
  | 'animation-lost'
  | 'frame-count'

/** The sentences that a trace can say. */
export type RemarkId =
  | 'keepsSides'
  | 'keepsGif'
  | 'sameSides'
  | 'wholePicture'
  | 'cutAtBorder'
  | 'cropOutside'
  | 'pastLastSlice'
  | 'clampedRadius'
  | 'upright'
  | 'stands'
  | 'noGif'
  | 'sameFormat'
  | 'tooLarge'
  | 'tooLargeFor'
  | 'tooLargeToTurn'
  | 'sourceTooLarge'
  | 'cannotHide'
  | 'wrongKind'
  | 'belowTarget'
  | 'noFrameAt'
  | 'fewerFrames'
  | 'manyFrames'
  | 'sheetTooLarge'
  | 'madeEven'
  | 'clampedSides'
  | 'copiesStream'

/** All of them, by id. */
export const remarks: Readonly<Record<RemarkId, RemarkSpec>> = {
  keepsSides: {
    message: {
      en: 'keeps {sides}: the target is larger and limit is 1',
      zh: '保持 {sides}：目标更大且 limit 为 1',
    },
    rule: 'source-idle',
    severity: 'warning',
  },
  keepsGif: {
    message: { en: 'keeps {sides}: a GIF is never enlarged', zh: '保持 {sides}：GIF 从不放大' },
    rule: 'source-idle',
    severity: 'warning',
  },
  sameSides: {
    message: { en: 'changes nothing: the picture has {sides} already', zh: '没有变化：图片已是 {sides}' },
    rule: 'source-idle',
    severity: 'info',
  },
  wholePicture: {
    message: { en: 'cuts nothing off: the box covers all of {sides}', zh: '没有裁掉任何部分：区域覆盖整个 {sides}' },
    rule: 'source-idle',
    severity: 'warning',
  },
  cutAtBorder: {
    message: {
      en: 'cuts {found} instead of {asked}: the picture ends there',
      zh: '裁出 {found} 而不是 {asked}：图片到此为止',
    },
    rule: 'source-idle',
    severity: 'info',
  },
  cropOutside: {
    message: {
      en: 'The cut starts at {left},{top}, but the picture has {sides} px; OSS refuses it.',
      zh: '裁剪起点为 {left},{top}，而图片为 {sides} 像素；OSS 会拒绝。',
    },
    rule: 'source-outside',
    severity: 'error',
  },
  pastLastSlice: {
    message: {
      en: 'keeps {sides}: slice {index} of {length} px starts past the end',
      zh: '保持 {sides}：第 {index} 块（{length} 像素）超出图片',
    },
    rule: 'source-outside',
    severity: 'warning',
  },
  clampedRadius: {
    message: {
      en: 'takes the radius {found} instead of {asked}: half of the short side',
      zh: '半径取 {found} 而不是 {asked}：短边的一半',
    },
    rule: 'source-idle',
    severity: 'info',
  },
  upright: {
    message: { en: 'keeps {sides}: the picture is upright already', zh: '保持 {sides}：图片方向本来就是正的' },
  },
  stands: {
    message: {
      en: 'The animation stands still from here on: {operation} keeps the first frame of {frames}.',
      zh: '动图从此静止：{operation} 只保留 {frames} 帧中的第一帧。',
    },
    rule: 'animation-lost',
    severity: 'warning',
  },
  noGif: {
    message: {
      en: 'keeps {format}: "gif" counts for GIF sources only',
      zh: '保持 {format}："gif" 只对 GIF 原图有效',
    },
    rule: 'source-idle',
    severity: 'warning',
  },
  sameFormat: { message: { en: 'the picture is {format} already', zh: '图片已是 {format}' } },
  tooLarge: {
    message: {
      en: 'The picture would have {sides} px; at most 16384 px a side and 16777216 px in all are allowed.',
      zh: '图片将为 {sides} 像素；每边最多 16384 像素，总共最多 16777216 像素。',
    },
    rule: 'source-limit',
    severity: 'error',
    serverCode: '0040-00000007',
  },
  tooLargeFor: {
    message: {
      en: 'The picture has {sides} px; {format} output takes at most {limit}.',
      zh: '图片为 {sides} 像素；{format} 输出最多 {limit}。',
    },
    rule: 'source-limit',
    severity: 'error',
  },
  tooLargeToTurn: {
    message: {
      en: 'The picture has {sides} px; only pictures of up to 4096 px a side can be rotated.',
      zh: '图片为 {sides} 像素；只有每边不超过 4096 像素的图片可以旋转。',
    },
    rule: 'source-limit',
    severity: 'error',
    serverCode: '0040-00000006',
  },
  sourceTooLarge: {
    message: { en: 'The source has {found}; OSS takes at most {limit}.', zh: '原图为 {found}；OSS 最多支持{limit}。' },
    rule: 'source-limit',
    severity: 'error',
  },
  cannotHide: {
    message: {
      en: 'The picture has {sides} px; a hidden watermark needs {minimum} to {maximum} px a side.',
      zh: '图片为 {sides} 像素；盲水印要求每边 {minimum}～{maximum} 像素。',
    },
    rule: 'source-limit',
    severity: 'warning',
  },
  wrongKind: {
    message: {
      en: '"{operation}" does not take {kind}, which the source is.',
      zh: '"{operation}" 不处理{kind}，而源文件是{kind}。',
    },
    rule: 'source-kind',
    severity: 'error',
  },
  belowTarget: {
    message: {
      en: 'The source has {own} for "{name}", below the target {target}, and {name}opt_2 refuses that.',
      zh: '源文件的 "{name}" 为 {own}，低于目标 {target}，而 {name}opt_2 不允许这样。',
    },
    rule: 'source-limit',
    severity: 'error',
  },
  noFrameAt: {
    message: {
      en: 'No frame is at or after {start} ms: the source lasts {duration} ms.',
      zh: '{start} 毫秒处及之后没有帧：源文件时长为 {duration} 毫秒。',
    },
    rule: 'source-outside',
    severity: 'error',
  },
  fewerFrames: {
    message: {
      en: 'takes {found} frames instead of {asked}: the source has no more',
      zh: '取 {found} 帧而不是 {asked} 帧：源文件没有更多',
    },
    rule: 'frame-count',
    severity: 'info',
  },
  manyFrames: {
    message: { en: 'takes {found} frames, and each is billed', zh: '取 {found} 帧，每帧都计费' },
    rule: 'frame-count',
    severity: 'info',
  },
  sheetTooLarge: {
    message: {
      en: 'A sheet would have {sides} px; at most 16384 px a side are allowed.',
      zh: '雪碧图将为 {sides} 像素；每边最多 16384 像素。',
    },
    rule: 'source-limit',
    severity: 'error',
  },
  madeEven: { message: { en: 'makes both sides even: {sides}', zh: '两边取偶数：{sides}' } },
  clampedSides: { message: { en: 'keeps the sides within 32 to 4096: {sides}', zh: '边长限制在 32 到 4096：{sides}' } },
  copiesStream: { message: { en: 'copies the stream: no codec is given', zh: '直接复制码流：未指定编码' } },
}

/** A remark in words. */
export function remarkText(id: string, data: MessageData, locale: Locale): string {
  const spec = Object.hasOwn(remarks, id) ? Object.entries(remarks).find(([key]) => key === id)?.[1] : undefined
  return spec ? fillMessage(spec.message, data, locale) : id
}

/** A remark as the message of a finding: a sentence that names its operation. */
export function findingMessage({ message }: RemarkSpec): Localized {
  if (message.en.endsWith('.')) return message
  return { en: `{operation} ${message.en}.`, zh: `{operation} ${message.zh}。` }
}

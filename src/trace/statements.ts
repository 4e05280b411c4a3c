import type { SizeRules } from './size-rules.ts'
import { FRAME_RULES } from './video/statements.ts'

const RESIZE = 'Resize images'
const CROP = 'Custom crop'

/** Read by the pages that are made of it; the step files do what it says. */
export const SIZE_RULES: readonly SizeRules[] = [
  {
    operations: ['image/resize'],
    statements: [
      {
        page: RESIZE,
        text: {
          en: 'lfit (default) fits the picture into w x h and keeps its ratio, mfit covers w x h, fill covers it and cuts the middle out, pad fits it in and fills up with color, fixed distorts.',
          zh: 'lfit（默认）等比缩放到 w x h 之内，mfit 等比缩放到覆盖 w x h，fill 覆盖后居中裁剪，pad 缩放后用 color 填充，fixed 强制缩放。',
        },
      },
      {
        page: RESIZE,
        text: {
          en: 'With w or h alone, lfit and mfit follow the ratio; fill, pad and fixed take the missing side equal to the given one.',
          zh: '只给 w 或 h 时，lfit 和 mfit 按比例计算另一边；fill、pad、fixed 的另一边与之相等。',
        },
      },
      {
        page: RESIZE,
        text: {
          en: 'l and s are the long and the short side; w or h beside them wins, and w, h, l or s beside p.',
          zh: 'l 和 s 是长边和短边；同时给出 w 或 h 时以 w、h 为准，与 p 同时给出时 p 无效。',
        },
      },
      { page: RESIZE, text: { en: 'p scales both sides by percent.', zh: 'p 按百分比缩放两边。' } },
      {
        page: RESIZE,
        text: {
          en: 'A target larger than the source leaves it as it is, unless limit_0 is given; a GIF is never enlarged.',
          zh: '目标大于原图时返回原图，除非 limit_0；GIF 从不放大。',
        },
      },
      {
        page: RESIZE,
        text: { en: 'A side that is computed is rounded to a whole number.', zh: '计算出的边长取整。' },
      },
      {
        isAssumed: true,
        text: {
          en: 'Rounded half up, and at least 1: the page does not say which way.',
          zh: '四舍五入且至少为 1：文档没有说明如何取整。',
        },
      },
      {
        page: 'EC 0040-00000007',
        text: {
          en: 'The result has at most 16,384 px a side and 16,777,216 px in all.',
          zh: '结果每边最多 16,384 像素，总共最多 16,777,216 像素。',
        },
      },
      {
        page: 'KB 311238',
        text: {
          en: 'An animated GIF goes on moving with w, h, l and s; with p its first frame is left.',
          zh: 'GIF 动图用 w、h、l、s 缩放后仍是动图；用 p 只留下第一帧。',
        },
      },
    ],
    examples: [
      ['image/resize,w_150,h_80', '200x100,jpg'],
      ['image/resize,m_mfit,w_150,h_80', '200x100,jpg'],
      ['image/resize,w_5000', '4000x3000,jpg'],
      ['image/resize,s_100,limit_0', '61x47,png'],
      ['image/resize,p_50', '400x300,gif,12frames'],
    ],
  },
  {
    operations: ['image/crop'],
    statements: [
      {
        page: CROP,
        text: {
          en: 'The box of w x h is where g says (default: top left), moved by x and y. What reaches past the border is cut off.',
          zh: 'w x h 的区域按 g 定位（默认左上角），再移动 x、y。超出边界的部分被裁掉。',
        },
      },
      {
        page: CROP,
        text: { en: 'A corner outside of the picture is refused.', zh: '起点在图片之外会被拒绝。' },
      },
      {
        isAssumed: true,
        text: {
          en: 'w_0 and h_0 count as left out, and the middle of an odd rest is rounded down: the page names the range and the formula W/2 - w/2 only.',
          zh: 'w_0 和 h_0 视为未给出，居中遇奇数差向下取整：文档只给出取值范围和公式 W/2 - w/2。',
        },
      },
    ],
    examples: [
      ['image/crop,x_3900,y_2900,w_500,h_500', '4000x3000,jpg'],
      ['image/crop,w_101,h_50,g_center', '4000x3000,jpg'],
      ['image/crop,x_4000', '4000x3000,jpg'],
    ],
  },
  {
    operations: ['image/indexcrop'],
    statements: [
      {
        page: 'Indexed slice',
        text: {
          en: 'Cuts slices of x (or y, which wins) px and keeps number i from 0; the last one may be shorter. Past the last one the picture stays whole.',
          zh: '按 x（或 y，优先）像素切片，取第 i 块（从 0 开始），最后一块可能较短；超出时返回原图。',
        },
      },
    ],
    examples: [
      ['image/indexcrop,x_1500,i_2', '4000x3000,jpg'],
      ['image/indexcrop,x_1500,i_3', '4000x3000,jpg'],
    ],
  },
  {
    operations: ['image/circle', 'image/rounded-corners'],
    statements: [
      {
        page: 'Circle crop',
        text: {
          en: 'A radius above half of the short side counts as that half; circle leaves the square around it, rounded corners the whole size.',
          zh: '半径超过短边一半时按一半计算；circle 的结果是外接正方形，rounded-corners 尺寸不变。',
        },
      },
      {
        isAssumed: true,
        text: {
          en: 'Half is rounded down and the square has 2r px: one copy of the page has (short - 1) / 2 and 2r + 1.',
          zh: '一半向下取整，正方形边长为 2r：文档的另一版本为 (短边 - 1) / 2 和 2r + 1。',
        },
      },
    ],
    examples: [
      ['image/circle,r_100', '400x300,jpg'],
      ['image/circle,r_4000', '401x301,png'],
      ['image/rounded-corners,r_30', '400x300,png'],
    ],
  },
  {
    operations: ['image/rotate', 'image/auto-orient', 'image/flip'],
    statements: [
      {
        page: 'Rotate',
        text: {
          en: 'Right angles swap or keep the sides; others enlarge the canvas. Pictures of more than 4,096 px a side are refused.',
          zh: '直角旋转交换或保持边长；其他角度扩大画布。边长超过 4,096 像素的图片会被拒绝。',
        },
      },
      {
        isAssumed: true,
        text: {
          en: 'The canvas is the box around the turned picture, sides rounded half up: the page gives no formula.',
          zh: '画布为旋转后图片的外接矩形，边长四舍五入：文档没有给出公式。',
        },
      },
      {
        page: 'Auto-orient',
        text: {
          en: 'auto-orient,1 turns by the EXIF orientation: 5 to 8 swap the sides, and nothing happens without one. The limit of 4,096 px counts where it turns.',
          zh: 'auto-orient,1 按 EXIF 方向旋转：5 到 8 交换边长，没有方向信息时不变。旋转时同样受 4,096 像素限制。',
        },
      },
    ],
    examples: [
      ['image/rotate,90', '4000x3000,jpg'],
      ['image/rotate,45', '400x300,jpg'],
      ['image/auto-orient,1/crop,w_3500', '4000x3000,jpg,orientation6'],
    ],
  },
  {
    operations: ['image/format', 'image/quality', 'image/interlace'],
    statements: [
      {
        page: 'Convert image formats',
        text: {
          en: 'gif comes out of GIF alone: other sources keep their format. The sides stay.',
          zh: '只有 GIF 原图能输出 gif：其他原图保持格式。边长不变。',
        },
      },
      {
        page: 'EC 0040-00000014',
        text: {
          en: 'AVIF has at most 4,096 x 2,304 px, a source AVIF 10,000 px a side.',
          zh: 'AVIF 结果最多 4,096 x 2,304 像素，AVIF 原图每边最多 10,000 像素。',
        },
      },
      {
        page: 'KB 311238',
        text: {
          en: 'quality leaves one frame of an animation, and so does format,gif in front of other operations.',
          zh: 'quality 只留下动图的一帧；写在其他操作前面的 format,gif 也一样。',
        },
      },
    ],
    examples: [
      ['image/format,gif', '400x300,jpg'],
      ['image/format,avif', '4096x2304,jpg'],
      ['image/quality,q_80', '400x300,gif,12frames'],
    ],
  },
  {
    operations: ['image/watermark', 'image/blur', 'image/sharpen', 'image/bright', 'image/contrast'],
    statements: [
      {
        page: 'Add watermarks',
        text: {
          en: 'The picture keeps its size; a mark that reaches past the border is cut off. P in the string of the mark is percent of the picture.',
          zh: '图片尺寸不变；超出边界的水印被裁掉。水印字符串中的 P 是相对主图的百分比。',
        },
      },
      {
        page: 'KB 311238',
        text: {
          en: 'Only a picture watermark with animation_1 keeps an animation moving.',
          zh: '只有带 animation_1 的图片水印能保留动画。',
        },
      },
    ],
    examples: [
      ['image/watermark,image_cGFuZGEucG5nP3gtb3NzLXByb2Nlc3M9aW1hZ2UvcmVzaXplLFBfMzA', '400x300,jpg'],
      ['image/blur,r_3,s_2', '400x300,gif,12frames'],
    ],
  },
  ...FRAME_RULES,
]

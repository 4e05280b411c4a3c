import type { SizeRules } from '../size-rules.ts'

const ANIMATION = 'Convert videos to animated images'
const SNAPSHOTS = 'Video frame capture'

/** Of the operations that take frames, and of those that make videos. */
export const FRAME_RULES: readonly SizeRules[] = [
  {
    operations: ['video/animation', 'video/snapshots'],
    statements: [
      {
        page: ANIMATION,
        text: {
          en: 'w and h are 32 to 4096 px; a side that is left out is that of the source. scaletype: stretch (default) distorts, crop covers and cuts, fill pads, fit stays inside.',
          zh: 'w、h 为 32 到 4096 像素，未给出的边取源视频的边长。scaletype：stretch（默认）拉伸，crop 覆盖后裁剪，fill 填充，fit 不超出。',
        },
      },
      {
        page: SNAPSHOTS,
        text: {
          en: 'pw and ph are percent of the source and count where neither w nor h is given.',
          zh: 'pw、ph 是源视频边长的百分比，w 和 h 都没有时有效。',
        },
      },
      {
        page: ANIMATION,
        text: {
          en: 'Frames are taken from ss on, every inter ms, until num are there or the video ends; without inter every frame. An interval below that of the source counts as that.',
          zh: '从 ss 起每隔 inter 毫秒取一帧，直到 num 帧或视频结束；没有 inter 时取每一帧。小于源视频帧间隔的 inter 按帧间隔计算。',
        },
      },
      {
        page: ANIMATION,
        text: {
          en: 'MediaAnimation is billed by the frames that come out.',
          zh: 'MediaAnimation 按输出帧数计费。',
        },
      },
      {
        isAssumed: true,
        text: {
          en: 'Taken is the first frame at or after each instant, sides by percent are rounded half up and kept within 32 to 4096; of a video of uneven rate the number is a bound.',
          zh: '取每个时刻及之后的第一帧；按百分比计算的边长四舍五入并限制在 32 到 4096；帧率不均匀的视频只能给出范围。',
        },
      },
    ],
    examples: [
      ['video/animation,f_gif,w_100,h_100,inter_1000', '1920x1080,mp4,120s,25fps'],
      ['video/animation,f_webp,pw_25,ph_25,ss_5000,inter_500', '1920x1080,mp4,10s,30fps'],
      ['video/snapshots,f_jpg,inter_10000,w_300,h_300,scaletype_fit', '1920x1080,mp4,120s,25fps'],
    ],
  },
  {
    operations: ['video/sprite'],
    statements: [
      {
        page: 'Video sprite',
        text: {
          en: 'Small pictures of sw x sh stand in tw columns and th rows, pad px between them and margin px around; as many sheets come out as are needed.',
          zh: 'sw x sh 的小图排成 tw 列 th 行，间距 pad 像素，边距 margin 像素；按需要输出多张。',
        },
      },
      {
        isAssumed: true,
        text: {
          en: 'The last sheet has the size of the others, and a side above 16,384 px is refused: the page does not say.',
          zh: '最后一张与其他张尺寸相同，边长超过 16,384 像素会被拒绝：文档没有说明。',
        },
      },
    ],
    examples: [['video/sprite,f_jpg,sw_100,sh_50,inter_1000,tw_5,th_5,pad_0,margin_0', '1920x1080,mp4,120s,25fps']],
  },
  {
    operations: ['video/snapshot'],
    statements: [
      {
        page: 'Video snapshots',
        text: {
          en: 'w_0 or h_0 follows the other side by the ratio, both are those of the source; past the end the last frame is taken. ar_auto turns as the file says.',
          zh: 'w_0 或 h_0 按比例计算，都为 0 时取源视频边长；超出结尾取最后一帧。ar_auto 按文件信息旋转。',
        },
      },
      {
        isAssumed: true,
        text: { en: 'The side that follows is rounded half up.', zh: '按比例计算的边长四舍五入。' },
      },
    ],
    examples: [
      ['video/snapshot,t_1000,f_jpg,w_640,h_0', '1920x1080,mp4,120s,25fps'],
      ['video/snapshot,t_1000,f_jpg', '1080x1920,mp4,120s,25fps,orientation6'],
    ],
  },
  {
    operations: ['video/convert'],
    statements: [
      {
        page: 'Video transcoding',
        text: {
          en: 'Without vcodec the stream is copied, and s is ignored. s_640x follows the ratio; sopt_1 keeps a smaller source, sopt_2 refuses it.',
          zh: '没有 vcodec 时直接复制码流，s 无效。s_640x 按比例计算；sopt_1 保持较小的源视频，sopt_2 拒绝。',
        },
      },
      {
        isAssumed: true,
        text: {
          en: 'Sides are made even, as encoders with subsampled colour need them.',
          zh: '边长取偶数，因为色度抽样的编码器需要。',
        },
      },
    ],
    examples: [
      ['video/convert,f_mp4,vcodec_h264,s_99x', '1920x1080,mp4,120s,25fps'],
      ['video/convert,f_mp4,vcodec_h264,s_3840x2160,sopt_1', '1920x1080,mp4,120s,25fps'],
    ],
  },
]

import type { Localized } from '../../../grammar/catalogue/localized.ts'
import { FIRST, type PageMode, type PageState } from './state.ts'

/** Something to start with. */
export interface PageExample {
  readonly id: string
  readonly title: Localized
  readonly state: PageState
}

function example(id: string, mode: PageMode, en: string, zh: string, state: Partial<PageState>): PageExample {
  return { id, title: { en, zh }, state: { ...FIRST, object: '', ...state, mode } }
}

const RECIPE = `version: 1
connection: { region: cn-hangzhou, bucket: photos }
matrix:
  width: [320, 640, 1280]
sources: [summer/beach.jpg, summer/pier.jpg]
steps:
  - image/resize: { width: "\${width}" }
  - image/format: webp
saveas: "small/{basename}-\${width}.webp"
`

const ANIMATION = `version: 1
connection:
  endpoint: oss-cn-hangzhou.aliyuncs.com
  bucket: video-demo
sources: example.mkv
steps:
  - video/animation: { format: gif, width: 100, height: 100, interval: 1s }
saveas: oss://outbucket/outobjprefix.{autoext}
notify: AudioConvert
`

const VUE = `<template>
  <img :src="\`\${photo.url}?x-oss-process=image/resize,w_\${width},m_pad/quality,q_800\`" />
  <img src="https://photos.oss-cn-hangzhou.aliyuncs.com/a.jpg?x-oss-process=image/resize,w_0" />
</template>
`

const JAVA = `public class Thumbnails {
    String url(String key, int width) {
        GetObjectRequest request = new GetObjectRequest("photos", key);
        request.setProcess("image/resize,m_fixed,w_" + width + ",h_100/rotate,400");
        return base + key + "?x-oss-process=image/auto-orient,1/format,wepb";
    }
}
`

/** One of each kind, some with mistakes. */
export const EXAMPLES: readonly PageExample[] = [
  example('thumbnail', 'string', 'A thumbnail with a mistake', '有错误的缩略图', {}),
  example('watermark', 'string', 'A watermark in Base64', 'Base64 水印', {
    text: 'image/resize,w_800/watermark,text_5Zu-54mH,type_ZmFuZ3poZW5naGVpdGk,size_40,g_se,x_10,y_10',
  }),
  example('photo', 'string', 'A photo that lies on its side', '侧放的照片', {
    text: 'image/auto-orient,1/resize,w_1000/crop,w_600,h_600,g_center/format,webp',
    source: '4032x3024,jpg,orientation6',
  }),
  example('animation', 'string', 'A video as an animation', '视频转动图', {
    text: 'video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,b_b3V0YnVja2V0,o_b3V0b2JqcHJlZml4LnthdXRvZXh0fQ/notify,topic_QXVkaW9Db252ZXJ0',
    source: '1920x1080,mp4,120s,25fps',
    object: 'https://video-demo.oss-cn-hangzhou.aliyuncs.com/example.mkv',
  }),
  example('unsaved', 'string', 'A result that is lost', '结果会丢失', {
    text: 'video/animation,f_gif,w_16,inter_1s',
    source: '1280x720,mp4,10s,30fps',
  }),
  example('matrix', 'recipe', 'Three sizes of two pictures', '两张图片的三种尺寸', { text: RECIPE }),
  example('clip', 'recipe', 'An animation with a notification', '带通知的动图', {
    text: ANIMATION,
    source: '1920x1080,mkv,10s,25fps',
  }),
  example('vue', 'file', 'Vue', 'Vue', { text: VUE, file: 'photo.vue' }),
  example('java', 'file', 'Java', 'Java', { text: JAVA, file: 'Thumbnails.java' }),
]

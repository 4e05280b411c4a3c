import type { TemplateVariableSpec } from '../catalogue/types.ts'

const SOURCE = 'IMM TargetURI templates; OSS Variables'

const MEDIA = [
  'video/convert',
  'video/concat',
  'video/animation',
  'video/snapshots',
  'video/sprite',
  'audio/convert',
  'audio/concat',
]

/** Variables in the names that saveas writes to, `{index}`; `{{` and `}}` are literal braces. */
export const templateVariables: Readonly<Record<string, TemplateVariableSpec>> = {
  bucket: { title: { en: 'bucket of the source', zh: '源文件的 Bucket' }, source: SOURCE },
  key: { title: { en: 'full name of the source', zh: '源文件的完整名称' }, source: SOURCE },
  dirname: { title: { en: 'folder of the source', zh: '源文件所在目录' }, source: SOURCE },
  barename: { title: { en: 'file name without extension', zh: '不含扩展名的文件名' }, source: SOURCE },
  basename: { title: { en: 'file name with extension', zh: '含扩展名的文件名' }, source: SOURCE },
  ext: { title: { en: 'extension of the source', zh: '源文件扩展名' }, source: SOURCE },
  year: { title: { en: 'year of the upload', zh: '上传时间的年' }, source: SOURCE },
  mon: { title: { en: 'month of the upload', zh: '上传时间的月' }, source: SOURCE },
  day: { title: { en: 'day of the upload', zh: '上传时间的日' }, source: SOURCE },
  hour: { title: { en: 'hour of the upload', zh: '上传时间的时' }, source: SOURCE },
  min: { title: { en: 'minute of the upload', zh: '上传时间的分' }, source: SOURCE },
  sec: { title: { en: 'second of the upload', zh: '上传时间的秒' }, source: SOURCE },
  t_year: { title: { en: 'year of the task', zh: '任务时间的年' }, source: SOURCE },
  t_mon: { title: { en: 'month of the task', zh: '任务时间的月' }, source: SOURCE },
  t_day: { title: { en: 'day of the task', zh: '任务时间的日' }, source: SOURCE },
  t_hour: { title: { en: 'hour of the task', zh: '任务时间的时' }, source: SOURCE },
  t_min: { title: { en: 'minute of the task', zh: '任务时间的分' }, source: SOURCE },
  t_sec: { title: { en: 'second of the task', zh: '任务时间的秒' }, source: SOURCE },
  // The name behind the dot is free. A process string cannot set tags, so that it is empty at best.
  'tags.<name>': {
    title: { en: 'tag of the task', zh: '任务标签' },
    status: 'undocumented',
    source: 'IMM TargetURI templates',
    confidence: 'medium',
  },
  index: {
    title: { en: 'number of the file, from 1', zh: '文件序号，从 1 开始' },
    operations: [...MEDIA, 'doc/convert'],
    source: SOURCE,
  },
  autoext: {
    title: { en: 'extension of the target format', zh: '目标格式的扩展名' },
    operations: [...MEDIA, 'doc/convert'],
    source: SOURCE,
  },
  streamindex: {
    title: { en: 'number of the stream, from 0', zh: '流序号，从 0 开始' },
    operations: MEDIA,
    source: SOURCE,
  },
  resolution: {
    title: { en: 'frame size of the target', zh: '目标分辨率' },
    operations: ['video/convert', 'video/concat'],
    source: SOURCE,
  },
  sheetname: { title: { en: 'name of the sheet', zh: '工作表名称' }, operations: ['doc/convert'], source: SOURCE },
}

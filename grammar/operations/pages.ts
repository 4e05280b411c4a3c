/** A copy of a help page that was read: its language, and the day that it gives as that of its last change, where it gives one. */
export interface PageCopy {
  readonly language: 'en' | 'zh' | 'tc' | 'ja' | 'fr' | 'es' | 'pt-br' | 'id' | 'tr'
  /** `2026-10-14`. */
  readonly date?: string
}

/**
 * Help pages of OSS and IMM (help.aliyun.com, alibabacloud.com) by their English title, the newest copy first.
 * Pages that are not here were read in copies of 2021 to 2026 that give no day.
 */
export const pages: Readonly<Record<string, readonly PageCopy[]>> = {
  'Resize images': [
    { language: 'tr', date: '2026-10-14' },
    { language: 'zh', date: '2026-02-05' },
  ],
  'Custom crop': [{ language: 'tr', date: '2026-10-21' }],
  Blur: [{ language: 'id', date: '2026-03-21' }],
  Rotate: [{ language: 'en' }],
  'Add watermarks': [
    { language: 'fr', date: '2026-08-18' },
    { language: 'zh', date: '2025-05-26' },
    { language: 'en' },
  ],
  'Blind watermark': [{ language: 'tc', date: '2026-01-10' }, { language: 'ja' }],
  'Advanced image compression': [{ language: 'pt-br' }, { language: 'zh' }],
  'Image processing overview': [{ language: 'es', date: '2026-09-03' }, { language: 'zh' }],
  'Intelligent image detection': [{ language: 'zh' }],
  'KB 311238': [{ language: 'en', date: '2021-09-16' }],
  'Point cloud compression': [
    { language: 'es', date: '2026-09-03' },
    { language: 'fr', date: '2026-08-27' },
    { language: 'pt-br', date: '2026-07-03' },
    { language: 'en' },
  ],
  'Convert videos to animated images': [
    { language: 'fr', date: '2026-09-22' },
    { language: 'pt-br', date: '2026-07-03' },
    { language: 'ja', date: '2026-05-07' },
    { language: 'en', date: '2026-03-20' },
    { language: 'zh' },
  ],
  'Video snapshots': [{ language: 'pt-br', date: '2026-07-09' }],
  'Video frame capture': [{ language: 'ja', date: '2025-11-09' }],
  'Video sprite': [
    { language: 'ja', date: '2025-11-09' },
    { language: 'en', date: '2025-09-23' },
  ],
  'Video transcoding': [{ language: 'ja', date: '2025-12-27' }],
  'Narrowband HD': [{ language: 'en' }],
  'Audio concatenation': [{ language: 'tc', date: '2025-05-27' }, { language: 'zh' }],
  'Live transcoding': [{ language: 'en', date: '2025-12-20' }],
  'Online preview': [{ language: 'zh' }],
  'Online editing': [
    { language: 'id', date: '2025-11-09' },
    { language: 'tc', date: '2025-09-06' },
  ],
  'Document polishing': [{ language: 'fr', date: '2026-08-18' }],
  'Document summarization': [{ language: 'fr', date: '2026-08-18' }],
  'Document continuation': [{ language: 'fr', date: '2026-08-18' }],
  'Document enrichment': [{ language: 'fr', date: '2026-08-18' }],
  'Document rephrasing': [{ language: 'fr', date: '2026-08-18' }],
  'Document translation': [
    { language: 'fr', date: '2026-08-18' },
    { language: 'en', date: '2025-06-28' },
  ],
  'Message notification': [{ language: 'en', date: '2025-12-25' }],
  'Asynchronous processing': [{ language: 'es', date: '2026-09-24' }],
  'EC 0040-00000014': [{ language: 'en' }],
  'IMM billing overview': [
    { language: 'ja', date: '2025-11-09' },
    { language: 'en', date: '2025-10-24' },
  ],
  'IMM endpoints': [{ language: 'en', date: '2026-01-19' }],
}

/** The media skill of the OSS team: it has every table, but alone it counts as one source of medium confidence. */
export const GUIDE = 'aliyun/alibabacloud-aiops-skills, alibabacloud-oss-media-process (en, 2026-05-11)'

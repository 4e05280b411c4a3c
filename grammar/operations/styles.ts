import type { BuiltInStyleSpec } from '../catalogue/types.ts'

/** Styles that every bucket has, by name without the `::` that a call puts in front. */
export const builtInStyles: Readonly<Record<string, BuiltInStyleSpec>> = {
  'h264-mp4-360p': {
    title: { en: 'H.264 in MP4, 360p', zh: 'H.264 MP4 360p 转码' },
    expansion:
      'video/convert,f_mp4,vcodec_h264,fps_25,fpsopt_1,s_640x,sopt_1,scaletype_fit,arotate_1,crf_25,g_250,acodec_aac,ar_44100,ac_2,ab_64000,abopt_1',
    source: 'Styles; third-party copy of the console',
    confidence: 'medium',
  },
  'h264-mp4-540p': {
    title: { en: 'H.264 in MP4, 540p', zh: 'H.264 MP4 540p 转码' },
    expansion:
      'video/convert,f_mp4,vcodec_h264,fps_25,fpsopt_1,s_960x,sopt_1,scaletype_fit,arotate_1,crf_25,g_250,acodec_aac,ar_44100,ac_2,ab_96000,abopt_1',
    source: 'Styles; third-party copy of the console',
    confidence: 'medium',
  },
  'h264-mp4-720p': {
    title: { en: 'H.264 in MP4, 720p', zh: 'H.264 MP4 720p 转码' },
    expansion:
      'video/convert,f_mp4,vcodec_h264,fps_25,fpsopt_1,s_1280x,sopt_1,scaletype_fit,arotate_1,crf_26,g_250,acodec_aac,ar_44100,ac_2,ab_128000,abopt_1',
    source: 'Styles; third-party copy of the console',
    confidence: 'medium',
  },
  'h264-mp4-1080p': {
    title: { en: 'H.264 in MP4, 1080p', zh: 'H.264 MP4 1080p 转码' },
    expansion:
      'video/convert,f_mp4,vcodec_h264,fps_25,fpsopt_1,s_1920x,sopt_1,scaletype_fit,arotate_1,crf_26,g_250,acodec_aac,ar_44100,ac_2,ab_160000,abopt_1',
    source: 'Styles; third-party copy of the console',
    confidence: 'medium',
  },
  'h264-mp4-1440p': {
    title: { en: 'H.264 in MP4, 1440p', zh: 'H.264 MP4 1440p 转码' },
    expansion:
      'video/convert,f_mp4,vcodec_h264,fps_60,fpsopt_1,s_2560x,sopt_1,scaletype_fit,arotate_1,crf_26,g_250,acodec_aac,ar_48000,ab_320000,abopt_1',
    source: 'Styles; third-party copy of the console',
    confidence: 'medium',
  },
  'h264-mp4-2160p': {
    title: { en: 'H.264 in MP4, 2160p', zh: 'H.264 MP4 2160p 转码' },
    expansion:
      'video/convert,f_mp4,vcodec_h264,fps_60,fpsopt_1,s_3840x,sopt_1,scaletype_fit,arotate_1,crf_26,g_250,acodec_aac,ar_48000,ab_512000,abopt_1',
    source: 'Styles; third-party copy of the console',
    confidence: 'medium',
  },
}

/** The types of the builder, made of the catalogue by "npm run generate". Names that OSS does not have do not compile. */

/** A process string that is being built; `toString` gives its text. */
export interface Built {
  toString(): string
}

/** Picture processing: `image/...`. */
export interface ImageBuilder extends Built {
  /** Resize. */
  resize(parameters?: { readonly mode?: 'lfit' | 'mfit' | 'fill' | 'pad' | 'fixed'; readonly width?: number; readonly height?: number; readonly longestSide?: number; readonly shortestSide?: number; readonly percent?: number; readonly mainPercent?: number; readonly limit?: 0 | '0' | 1 | '1'; readonly color?: string }): this
  /** Crop. */
  crop(parameters?: { readonly x?: number; readonly y?: number; readonly width?: number; readonly height?: number; readonly gravity?: 'nw' | 'north' | 'ne' | 'west' | 'center' | 'east' | 'sw' | 'south' | 'se' | 'face' | 'auto'; readonly facePercent?: number }): this
  /** Cut into slices. */
  indexcrop(parameters?: { readonly x?: number; readonly y?: number; readonly index?: number }): this
  /** Circle. */
  circle(parameters: { readonly radius: number }): this
  /** Rounded corners. */
  roundedCorners(parameters: { readonly radius: number }): this
  /** Turn upright by EXIF. */
  autoOrient(value: 0 | '0' | 1 | '1'): this
  /** Rotate. */
  rotate(value: number): this
  /** Flip. */
  flip(value: 0 | '0' | 1 | '1' | 2 | '2'): this
  /** Blur. */
  blur(parameters: { readonly radius: number; readonly sigma: number; readonly faces?: 'face' | 'faces'; readonly facePercent?: number }): this
  /** Brightness. */
  bright(value: number): this
  /** Contrast. */
  contrast(value: number): this
  /** Sharpen. */
  sharpen(value: number): this
  /** Gradual display. */
  interlace(value: 0 | '0' | 1 | '1'): this
  /** Quality. */
  quality(parameters?: { readonly relative?: number; readonly absolute?: number; readonly value?: number }): this
  /** Convert the format. */
  format(value: 'jpg' | 'png' | 'webp' | 'bmp' | 'gif' | 'tiff' | 'heic' | 'avif'): this
  /** Source picture on failure. */
  ignoreError(value: 0 | '0' | 1 | '1'): this
  /** Keep EXIF. */
  saveexif(value: 0 | '0' | 1 | '1'): this
  /** Watermark. */
  watermark(parameters?: { readonly image?: string; readonly font?: string; readonly size?: number; readonly text?: string; readonly color?: string; readonly shadow?: number; readonly rotate?: number; readonly fill?: 0 | '0' | 1 | '1'; readonly horizontalGap?: number; readonly verticalGap?: number; readonly opacity?: number; readonly gravity?: 'nw' | 'north' | 'ne' | 'west' | 'center' | 'east' | 'sw' | 'south' | 'se'; readonly x?: number; readonly y?: number; readonly verticalOffset?: number; readonly order?: 0 | '0' | 1 | '1'; readonly align?: 0 | '0' | 1 | '1' | 2 | '2'; readonly interval?: number; readonly animation?: 1 | '1' }): this
  /** Hide a watermark. */
  blindwatermark(parameters: { readonly content: string; readonly strength?: 'low' | 'medium' | 'high'; readonly quality?: number }): this
  /** Read a hidden watermark. */
  deblindwatermark(parameters?: { readonly strength?: 'low' | 'medium' | 'high'; readonly kind?: 'text' }): this
  /** Size, format and EXIF. */
  info(): this
  /** Average colour. */
  averageHue(): this
  /** Faces in the picture. */
  faces(): this
  /** Bodies in the picture. */
  bodies(): this
  /** Vehicles in the picture. */
  cars(): this
  /** Barcodes and QR codes. */
  codes(): this
  /** Labels of the content. */
  labels(): this
  /** Aesthetic score. */
  score(): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Video processing: `video/...`. */
export interface VideoBuilder extends Built {
  /** Video transcoding. */
  convert(parameters: { readonly start?: number; readonly duration?: number; readonly format: 'mp4' | 'mkv' | 'mov' | 'asf' | 'avi' | 'mxf' | 'ts' | 'flv' | 'webm' | 'mp3' | 'aac' | 'flac' | 'oga' | 'ac3' | 'opus' | 'amr'; readonly videoCodec?: 'copy' | 'h264' | 'h265' | 'vp9'; readonly fps?: number; readonly fpsMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly pixelFormat?: 'yuv420p' | 'yuva420p' | 'yuv422p' | 'yuv444p' | 'yuv420p10le' | 'yuv422p10le' | 'yuv444p10le'; readonly size?: string; readonly sizeMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly scaleType?: 'crop' | 'stretch' | 'fill' | 'fit'; readonly autoRotate?: 0 | '0' | 1 | '1'; readonly videoBitrate?: number; readonly videoBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly crf?: number; readonly maxBitrate?: number; readonly bufferSize?: number; readonly keyframeDistance?: number; readonly narrowbandHd?: 0 | '0' | 1 | '1'; readonly audioCodec?: 'copy' | 'mp3' | 'vorbis' | 'aac' | 'flac' | 'ac3' | 'opus' | 'amr'; readonly sampleRate?: 8000 | '8000' | 11025 | '11025' | 12000 | '12000' | 16000 | '16000' | 22050 | '22050' | 24000 | '24000' | 32000 | '32000' | 44100 | '44100' | 48000 | '48000' | 64000 | '64000' | 88200 | '88200' | 96000 | '96000'; readonly channels?: number; readonly audioQuality?: number; readonly audioBitrate?: number; readonly audioBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly bitDepth?: 16 | '16' | 24 | '24'; readonly noVideo?: 0 | '0' | 1 | '1'; readonly noAudio?: 0 | '0' | 1 | '1'; readonly noSubtitles?: 0 | '0' | 1 | '1' }): this
  /** Video to animated picture. */
  animation(parameters: { readonly start?: number; readonly duration?: number; readonly format: 'gif' | 'webp'; readonly count?: number; readonly width?: number; readonly height?: number; readonly widthPercent?: number; readonly heightPercent?: number; readonly scaleType?: 'crop' | 'stretch' | 'fill' | 'fit'; readonly fps?: number; readonly interval?: number }): this
  /** One frame of a video. */
  snapshot(parameters: { readonly time: number; readonly format: 'jpg' | 'png'; readonly width?: number; readonly height?: number; readonly mode?: 'fast'; readonly autoRotate?: 'auto' | 'h' | 'w'; readonly longSide?: number; readonly shortSide?: number; readonly quality?: number }): this
  /** Many frames of a video. */
  snapshots(parameters: { readonly start?: number; readonly format: 'jpg' | 'png'; readonly mode?: 'inter' | 'key' | 'avg' | 'dhash'; readonly threshold?: number; readonly count?: number; readonly width?: number; readonly height?: number; readonly widthPercent?: number; readonly heightPercent?: number; readonly scaleType?: 'crop' | 'stretch' | 'fill' | 'fit'; readonly interval?: number }): this
  /** Sprite sheets of a video. */
  sprite(parameters: { readonly start?: number; readonly format: 'jpg' | 'png'; readonly mode?: 'inter' | 'key' | 'avg' | 'dhash'; readonly threshold?: number; readonly count?: number; readonly tileWidth?: number; readonly tileHeight?: number; readonly tileWidthPercent?: number; readonly tileHeightPercent?: number; readonly interval?: number; readonly columns?: number; readonly rows?: number; readonly gap?: number; readonly margin?: number; readonly scaleType?: 'crop' | 'stretch' | 'fill' | 'fit' }): this
  /** Join videos. */
  concat(parameters: { readonly start?: number; readonly duration?: number; readonly format: 'mp4' | 'mkv' | 'mov' | 'asf' | 'avi' | 'mxf' | 'ts' | 'flv' | 'webm'; readonly videoCodec: 'h264' | 'h265' | 'vp9'; readonly fps?: number; readonly fpsMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly pixelFormat?: 'yuv420p' | 'yuva420p' | 'yuv422p' | 'yuv444p' | 'yuv420p10le' | 'yuv422p10le' | 'yuv444p10le'; readonly size?: string; readonly sizeMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly scaleType?: 'crop' | 'stretch' | 'fill' | 'fit'; readonly autoRotate?: 0 | '0' | 1 | '1'; readonly videoBitrate?: number; readonly videoBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly crf?: number; readonly maxBitrate?: number; readonly bufferSize?: number; readonly keyframeDistance?: number; readonly audioCodec: 'mp3' | 'vorbis' | 'aac' | 'flac' | 'ac3' | 'opus' | 'amr'; readonly audioBitrate?: number; readonly audioBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly sampleRate?: 8000 | '8000' | 11025 | '11025' | 12000 | '12000' | 16000 | '16000' | 22050 | '22050' | 24000 | '24000' | 32000 | '32000' | 44100 | '44100' | 48000 | '48000' | 64000 | '64000' | 88200 | '88200' | 96000 | '96000'; readonly channels?: number; readonly audioQuality?: number; readonly alignment?: number }): this
  /** Information about a video. */
  info(): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Audio processing: `audio/...`. */
export interface AudioBuilder extends Built {
  /** Audio transcoding. */
  convert(parameters: { readonly start?: number; readonly duration?: number; readonly format: 'mp3' | 'aac' | 'flac' | 'oga' | 'ac3' | 'opus' | 'amr'; readonly sampleRate?: 8000 | '8000' | 11025 | '11025' | 12000 | '12000' | 16000 | '16000' | 22050 | '22050' | 24000 | '24000' | 32000 | '32000' | 44100 | '44100' | 48000 | '48000' | 64000 | '64000' | 88200 | '88200' | 96000 | '96000'; readonly channels?: number; readonly audioQuality?: number; readonly audioBitrate?: number; readonly audioBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly bitDepth?: 16 | '16' | 24 | '24' }): this
  /** Join audio files. */
  concat(parameters: { readonly start?: number; readonly duration?: number; readonly format: 'mp3' | 'aac' | 'flac' | 'oga' | 'ac3' | 'opus' | 'amr'; readonly channels?: number; readonly sampleRate?: 8000 | '8000' | 11025 | '11025' | 12000 | '12000' | 16000 | '16000' | 22050 | '22050' | 24000 | '24000' | 32000 | '32000' | 44100 | '44100' | 48000 | '48000' | 64000 | '64000' | 88200 | '88200' | 96000 | '96000'; readonly audioQuality?: number; readonly audioBitrate?: number; readonly audioBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly alignment?: number; readonly bitDepth?: 16 | '16' | 24 | '24' }): this
  /** Information about an audio file. */
  info(): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Document processing: `doc/...`. */
export interface DocBuilder extends Built {
  /** Document conversion. */
  convert(parameters: { readonly target: 'pdf' | 'png' | 'jpg' | 'txt'; readonly source?: 'doc' | 'docx' | 'wps' | 'wpss' | 'docm' | 'dotm' | 'dot' | 'dotx' | 'html' | 'pptx' | 'ppt' | 'pot' | 'potx' | 'pps' | 'ppsx' | 'dps' | 'dpt' | 'pptm' | 'potm' | 'ppsm' | 'dpss' | 'xls' | 'xlt' | 'et' | 'ett' | 'xlsx' | 'xltx' | 'csv' | 'xlsb' | 'xlsm' | 'xltm' | 'ets' | 'pdf'; readonly pages?: string }): this
  /** Online preview. */
  preview(parameters?: { readonly export?: 0 | '0' | 1 | '1'; readonly print?: 0 | '0' | 1 | '1'; readonly copy?: 0 | '0' | 1 | '1'; readonly maxPage?: number }): this
  /** Online editing. */
  edit(parameters?: { readonly export?: 0 | '0' | 1 | '1'; readonly print?: 0 | '0' | 1 | '1'; readonly copy?: 0 | '0' | 1 | '1' }): this
  /** One page as a picture. */
  snapshot(parameters?: { readonly target?: 'jpg' | 'png'; readonly source?: 'pdf' | 'xlsx' | 'xls' | 'docx' | 'doc' | 'pptx' | 'ppt'; readonly page?: number }): this
  /** Text translation. */
  translate(parameters: { readonly language: 'zh_CN' | 'en_US' | 'ja_JP' | 'fr_FR'; readonly content: string; readonly format?: 'json' | 'event-stream' }): this
  /** Text polishing. */
  polish(parameters: { readonly content: string; readonly format?: 'json' | 'event-stream' }): this
  /** Text summary. */
  summarize(parameters: { readonly content: string; readonly format?: 'json' | 'event-stream' }): this
  /** Text continuation. */
  continue(parameters: { readonly content: string; readonly format?: 'json' | 'event-stream' }): this
  /** Text expansion. */
  enrich(parameters: { readonly content: string; readonly format?: 'json' | 'event-stream' }): this
  /** Text rephrasing. */
  rephrase(parameters: { readonly tone: 'professional' | 'relaxed' | 'straightforward' | 'confident' | 'friendly'; readonly content: string; readonly format?: 'json' | 'event-stream' }): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Streaming: `hls/...`. */
export interface HlsBuilder extends Built {
  /** Playlist of live transcoding. */
  m3u8(parameters?: { readonly start?: number; readonly duration?: number; readonly videoCodec?: 'h264' | 'h265'; readonly fps?: number; readonly fpsMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly pixelFormat?: 'yuv420p' | 'yuva420p' | 'yuv422p' | 'yuv444p' | 'yuv420p10le' | 'yuv422p10le' | 'yuv444p10le'; readonly size?: string; readonly sizeMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly scaleType?: 'crop' | 'stretch' | 'fill' | 'fit'; readonly autoRotate?: 0 | '0' | 1 | '1'; readonly videoBitrate?: number; readonly videoBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly crf?: number; readonly maxBitrate?: number; readonly bufferSize?: number; readonly audioCodec?: 'aac'; readonly sampleRate?: 8000 | '8000' | 11025 | '11025' | 12000 | '12000' | 16000 | '16000' | 22050 | '22050' | 24000 | '24000' | 32000 | '32000' | 44100 | '44100' | 48000 | '48000' | 64000 | '64000' | 88200 | '88200' | 96000 | '96000'; readonly channels?: number; readonly audioQuality?: number; readonly audioBitrate?: number; readonly audioBitrateMode?: 0 | '0' | 1 | '1' | 2 | '2'; readonly noAudio?: 0 | '0' | 1 | '1'; readonly transcodeAhead?: number; readonly segmentDuration?: number; readonly initialDuration?: number }): this
  /** Sign the entries of a playlist. */
  sign(parameters?: { readonly live?: 0 | '0' | 1 | '1'; readonly keptParameters?: string }): this
  /** Piece made on demand. */
  ts(parameters: { readonly playlist: string }): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Intelligent media management, old: `imm/...`. */
export interface ImmBuilder extends Built {
  /** Document preview, old. */
  previewdoc(parameters?: { readonly copy?: 0 | '0' | 1 | '1' }): this
  /** Face detection, old. */
  detectface(): this
  /** Picture tags, old. */
  tagimage(): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Point clouds: `pointcloud/...`. */
export interface PointcloudBuilder extends Built {
  /** Point cloud compression. */
  compress(parameters: { readonly format?: 'pcd'; readonly method: 'kdtree' | 'octree'; readonly fields?: string }): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Queries of CSV objects: `csv/...`. */
export interface CsvBuilder extends Built {
  /** Query of an object. */
  select(): this
  /** Rows and columns of an object. */
  meta(): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Queries of JSON objects: `json/...`. */
export interface JsonBuilder extends Built {
  /** Query of an object. */
  select(): this
  /** Rows and columns of an object. */
  meta(): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** Callbacks: `trigger/...`. */
export interface TriggerBuilder extends Built {
  /** Trigger a callback. */
  callback(parameters: { readonly callback: string; readonly callbackVar?: string }): this
  /** Save the result. */
  saveas(parameters: { readonly bucket?: string; readonly object: string }): this
  /** Send a message at the end. */
  notify(parameters: { readonly topic: string }): this
}

/** The builders by category. */
export interface Builders {
  readonly image: ImageBuilder
  readonly video: VideoBuilder
  readonly audio: AudioBuilder
  readonly doc: DocBuilder
  readonly hls: HlsBuilder
  readonly imm: ImmBuilder
  readonly pointcloud: PointcloudBuilder
  readonly csv: CsvBuilder
  readonly json: JsonBuilder
  readonly trigger: TriggerBuilder
}

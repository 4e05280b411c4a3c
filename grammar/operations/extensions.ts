import type { SourceKind } from '../catalogue/types.ts'

/** Extensions of source files by what they hold. Sources: limits of the image, media and document pages; the media skill (en, 2026-05-11). */
const EXTENSIONS: Readonly<Record<SourceKind, string>> = {
  image: 'jpg jpeg png gif bmp webp tif tiff heic heif avif',
  video: 'mp4 mov m4v mkv avi flv wmv webm mpg mpeg 3gp asf rm rmvb vob mxf ogv mts m2ts',
  audio: 'mp3 wav aac flac ogg oga m4a wma amr opus ac3',
  document:
    'pdf doc docx wps dot dotx docm dotm rtf ppt pptx pps ppsx pot potx pptm dps xls xlsx xlsm xlsb xlt xltx csv et',
  pointCloud: 'pcd',
  playlist: 'm3u8',
}

const KINDS: readonly SourceKind[] = ['image', 'video', 'audio', 'document', 'pointCloud', 'playlist']

const kinds: ReadonlyMap<string, SourceKind> = new Map(
  KINDS.flatMap(kind => EXTENSIONS[kind].split(' ').map(extension => [extension, kind] as const)),
)

/** Pictures that no operation of OSS reads, and files that are none; it answers with EC 0040-00000005. */
export const unreadPictures: ReadonlySet<string> = new Set(
  'svg ico psd eps ai cur jxl jp2 zip rar 7z gz tar txt json xml css js'.split(' '),
)

/** What a file of that extension holds, in lower case and without its dot; undefined where nobody can tell. */
export function findSourceKind(extension: string): SourceKind | undefined {
  return kinds.get(extension)
}

const SPELLINGS: Readonly<Record<string, string>> = { jpeg: 'jpg', tif: 'tiff', heif: 'heic' }

/** The name that `format` has for pictures of that extension; undefined for other files. */
export function findPictureFormat(extension: string): string | undefined {
  if (kinds.get(extension) !== 'image') return undefined
  return Object.hasOwn(SPELLINGS, extension) ? SPELLINGS[extension] : extension
}

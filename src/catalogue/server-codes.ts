import type { Localized } from '../../grammar/catalogue/localized.ts'
import { fillInBoth } from '../language/diagnostic.ts'
import { type CatalogOperation, listOperations } from './catalogue.ts'

const WRONG: Localized = {
  en: '{label} in "{id}" is wrong; expected {expected}.',
  zh: '"{id}" 的{label}有误；应为{expected}。',
}
const MISSING: Localized = {
  en: '{label} in "{id}" is missing; expected {expected}.',
  zh: '"{id}" 缺少{label}；应为{expected}。',
}

const STYLE_CONTENT: Localized = {
  en: "The content of the style holds one of ; ( ) ' * ?",
  zh: "样式内容含有 ; ( ) ' * ? 之一。",
}

const NO_PERMISSION: Localized = {
  en: 'The account, user or role that signed lacks the permission for this bucket or object, or nobody signed what only a signed request may do.',
  zh: '签名所用的账号、用户或角色没有该存储空间或文件的权限，或请求未签名而该操作要求签名。',
}

/** EC numbers that belong to no single parameter. Source: EC pages of the help centre, 2023 to 2026. */
const GENERAL: Readonly<Record<string, Localized>> = {
  '0002-00000002': {
    en: 'The request carries a security token, but its access key is none that STS gave, or has expired.',
    zh: '请求携带安全令牌，但 AccessKey 不是 STS 颁发的或已过期。',
  },
  '0002-00000007': { en: 'The temporary credentials have expired.', zh: '临时凭证已过期。' },
  '0002-00000040': {
    en: 'The signature does not fit the request, as when a process string is put after a URL that was signed without it.',
    zh: '签名与请求不符，例如在已签名的 URL 后又添加了处理字符串。',
  },
  '0002-00000069': { en: 'The signed URL has expired.', zh: '签名 URL 已过期。' },
  '0002-00000070': {
    en: 'The time until which the signed URL holds (Expires or x-oss-expires) is wrong.',
    zh: '签名 URL 的有效期（Expires 或 x-oss-expires）有误。',
  },
  '0002-00000215': {
    en: 'The signed URL has no x-oss-expires, the seconds for which it holds.',
    zh: '签名 URL 中缺少 x-oss-expires（有效秒数）。',
  },
  '0002-00000232': {
    en: 'x-oss-expires of the signed URL is not a whole number of seconds, or more than OSS allows.',
    zh: '签名 URL 的 x-oss-expires 不是整数秒，或超过 OSS 允许的最大值。',
  },
  '0002-00000502': {
    en: 'The date of the signature cannot be read; x-oss-date is written like 20261122T143501Z, Date like Sun, 22 Nov 2026 14:35:01 GMT.',
    zh: '签名日期无法解析；x-oss-date 应写成 20261122T143501Z，Date 应写成 Sun, 22 Nov 2026 14:35:01 GMT。',
  },
  '0002-00000504': {
    en: 'The request is dated more than 15 minutes away from the time of OSS.',
    zh: '请求时间与 OSS 时间相差超过 15 分钟。',
  },
  '0002-00000902': { en: 'There is no such access key.', zh: 'AccessKey ID 不存在。' },
  '0002-00000904': {
    en: 'The access key is disabled, or may not be used from this address.',
    zh: 'AccessKey 已禁用，或不允许从该 IP 地址使用。',
  },
  '0003-00000001': NO_PERMISSION,
  '0003-00000002': {
    en: 'The bucket takes no anonymous requests: sign the request.',
    zh: '存储空间不允许匿名访问：请签名。',
  },
  '0003-00000201': {
    en: 'A statement "Deny" of a RAM policy forbids the request.',
    zh: 'RAM Policy 中的 Deny 语句拒绝了该请求。',
  },
  '0003-00001201': { en: 'The operation takes no anonymous requests.', zh: '该操作不支持匿名访问。' },
  '0004-00000501': {
    en: 'x-oss-traffic-limit stands in the headers and in the query.',
    zh: '请求头和 URL 参数中都有 x-oss-traffic-limit。',
  },
  '0004-00000502': {
    en: 'x-oss-traffic-limit is wrong; expected a whole number from 819200 to 838860800, in bits a second.',
    zh: 'x-oss-traffic-limit 有误；应为 819200 到 838860800 的整数，单位为 bit/s。',
  },
  '0005-00000002': {
    en: 'x-oss-server-side-encryption stands in a request that begins no object.',
    zh: '不创建文件的请求带有 x-oss-server-side-encryption。',
  },
  '0010-00000209': { en: 'The key of a tag is too long.', zh: '标签的键过长。' },
  '0010-00000212': {
    en: 'The key of a tag is empty or has characters that tags do not take.',
    zh: '标签的键为空或含有不允许的字符。',
  },
  '0010-00000217': {
    en: 'The value of a tag is too long or has characters that tags do not take.',
    zh: '标签的值过长或含有不允许的字符。',
  },
  '0010-00000218': { en: 'The object would have too many tags.', zh: '标签数量过多。' },
  '0010-00000219': {
    en: 'A tag in x-oss-tagging is not one key and one value.',
    zh: 'x-oss-tagging 中的标签不是一个键和一个值。',
  },
  '0011-00000002': {
    en: 'The metadata of an object (x-oss-meta-*) has more than 8 KB.',
    zh: '文件的自定义元数据（x-oss-meta-*）超过 8 KB。',
  },
  '0011-00000004': {
    en: 'A name of metadata (x-oss-meta-*) holds other signs than letters, digits and hyphens.',
    zh: '自定义元数据名称（x-oss-meta-*）含有字母、数字和连字符以外的字符。',
  },
  '0012-00000301': { en: 'The version of the object does not exist.', zh: '文件的该版本不存在。' },
  '0015-00000101': { en: 'The bucket does not exist.', zh: '存储空间不存在。' },
  '0015-00000204': { en: 'The ACL of the bucket is unknown.', zh: '存储空间的 ACL 未知。' },
  '0015-00000301': { en: 'The bucket is not empty.', zh: '存储空间不为空。' },
  '0015-00000401': { en: 'list-type of the listing is wrong; expected 2.', zh: 'list-type 有误；应为 2。' },
  '0015-00000404': {
    en: 'The continuation-token is not one that a listing gave.',
    zh: 'continuation-token 不是列举返回的值。',
  },
  '0016-00000502': { en: 'The request lacks a part that it needs.', zh: '请求缺少必需的参数。' },
  '0016-00000606': { en: 'Deleting several objects needs Content-MD5.', zh: '批量删除缺少 Content-MD5 请求头。' },
  '0016-00000613': { en: 'An object that the body names has no key.', zh: '请求体中有文件缺少 Key。' },
  '0016-00000615': { en: 'The body names no object.', zh: '请求体中没有文件。' },
  '0017-00000104': { en: 'The ACL of the object is unknown.', zh: '文件的 ACL 未知。' },
  '0017-00000105': { en: 'The header x-oss-object-acl is missing.', zh: '缺少请求头 x-oss-object-acl。' },
  '0017-00000235': { en: 'encoding-type is wrong; expected url.', zh: 'encoding-type 有误；应为 url。' },
  '0017-00000502': { en: 'Content-MD5 is not the Base64 of an MD5.', zh: 'Content-MD5 不是 MD5 的 Base64 编码。' },
  '0017-00000503': {
    en: 'The body does not have the digest that Content-MD5 says.',
    zh: '请求体与 Content-MD5 不符。',
  },
  '0017-00000253': STYLE_CONTENT,
  '0026-00000001': { en: 'The object does not exist.', zh: '文件不存在。' },
  '0026-00000012': { en: 'The object that the symbolic link leads to does not exist.', zh: '软链接指向的文件不存在。' },
  '0026-00000013': { en: 'The symbolic link leads to another symbolic link.', zh: '软链接指向另一个软链接。' },
  '0026-00000016': { en: 'What is appended does not begin where the object ends.', zh: '追加位置与文件长度不一致。' },
  '0042-00000002': {
    en: 'The upload in parts is finished, aborted, or never began.',
    zh: '分片上传已完成、已取消或从未开始。',
  },
  '0042-00000216': {
    en: 'x-oss-complete-all asks for all parts, and the body names some.',
    zh: 'x-oss-complete-all 表示合并所有分片，但请求体又列出了分片。',
  },
  '0043-00000101': { en: 'The object is not a symbolic link.', zh: '该文件不是软链接。' },

  '0040-00000602': STYLE_CONTENT,
  '0040-00000005': {
    en: 'The object is not a picture that OSS processes: JPG, PNG, BMP, GIF, WebP, TIFF, HEIC or AVIF.',
    zh: '该文件不是 OSS 能处理的图片：JPG、PNG、BMP、GIF、WebP、TIFF、HEIC 或 AVIF。',
  },
  '0040-00000006': {
    en: 'The picture is too large to be rotated: at most 4096 px a side.',
    zh: '图片过大，无法旋转：每边最多 4096 像素。',
  },
  '0040-00000009': {
    en: 'The source of a resize is too large: at most 30,000 px a side and 250,000,000 px in all, those of all frames of an animation.',
    zh: '缩放的源图过大：每边不超过 30000 px，总共不超过 2.5 亿像素，动图按所有帧合计。',
  },
  '0040-00000012': {
    en: 'The picture is too large: at most 250,000,000 px in all, those of all frames of an animation.',
    zh: '图片过大：总共最多 2.5 亿像素，动图按所有帧合计。',
  },
  '0040-00000014': {
    en: 'The AVIF picture is too large: at most 10,000 px a side as a source, and 9,437,184 px (4,096 x 2,304) as a result.',
    zh: 'AVIF 图片过大：作为源图每边不超过 10000 px，作为结果不超过 9437184 像素（4096 × 2304）。',
  },
  '0040-00000027': {
    en: 'The picture of a watermark has a wrong format; expected JPG, PNG, BMP, WebP or TIFF.',
    zh: '水印图片的格式有误；应为 JPG、PNG、BMP、WebP 或 TIFF。',
  },
  '0040-00000031': {
    en: 'The bucket protects its sources: this object is only given through a style, not as it is and not with a process string.',
    zh: '存储空间开启了原图保护：该文件只能通过样式访问，不能直接访问或使用处理字符串。',
  },
  '0040-00000007': {
    en: 'The resized picture would be too large: at most 16,384 px a side and 16,777,216 px in all, the area of 4,096 x 4,096 that the page of this number still names.',
    zh: '缩放后的图片过大：每边不超过 16384 px，总共不超过 16777216 像素；该编号的页面仍写作 4096 × 4096，面积相同。',
  },
  '0040-00000026': { en: 'Too many watermarks with a picture.', zh: '图片水印过多。' },
  '0040-00000211': { en: 'Too many pipes in one string.', zh: '一个字符串中竖线过多。' },
  '0040-00000212': { en: 'There is no operation after the category.', zh: '类别后没有操作。' },
  '0040-00000213': { en: 'The operation is unknown.', zh: '操作未知。' },
  '0040-00000321': { en: 'The width and the height of a resize are both 0.', zh: '缩放的宽和高都为 0。' },
  '0040-00000251': { en: 'The font of a text watermark is unknown.', zh: '文字水印的字体未知。' },
  '0040-00000259': { en: 'The text of a watermark is longer than 64 characters.', zh: '水印文字超过 64 个字符。' },
  '0040-00000360': {
    en: 'A watermark in the old spelling after "@" lacks its "=".',
    zh: '旧版 "@" 写法的水印缺少 "="。',
  },
  '0040-00000372': { en: 'The string inside a watermark picture holds a pipe.', zh: '水印图片内层的字符串含有竖线。' },
  '0040-00000373': {
    en: 'The string inside a watermark picture holds a watermark.',
    zh: '水印图片内层的字符串含有水印。',
  },
  '0040-00000374': { en: 'The string inside a watermark picture holds info.', zh: '水印图片内层的字符串含有 info。' },
  '0017-00000250': { en: 'The style name is longer than 63 characters.', zh: '样式名超过 63 个字符。' },
  '0017-00000251': {
    en: 'The style name holds a character other than letters, digits, "_", "." and "-".',
    zh: '样式名含有字母、数字、"_"、"."、"-" 以外的字符。',
  },
  '0017-00000288': {
    en: 'The process string is too long; the limit is not published.',
    zh: '处理字符串过长；上限没有公布。',
  },
  '0053-00000004': { en: 'The video has no H.264 or H.265 stream.', zh: '视频中没有 H.264 或 H.265 流。' },
  '0053-00000109': { en: 'The parameters of a video snapshot cannot be read.', zh: '视频截帧的参数无法解析。' },
  '0044-00000408': { en: 'The playlist names neither .m3u8 nor .ts files.', zh: '播放列表中既没有 .m3u8 也没有 .ts。' },
  '0044-00000409': { en: 'The playlist mixes .m3u8 and .ts files.', zh: '播放列表混用了 .m3u8 和 .ts。' },
}

/** The help page that tells of an EC number of no operation, and of one whose newest page is not that of its operation. */
const PAGES: Readonly<Record<string, string>> = {
  '0040-00000005': 'Image processing overview',
  '0040-00000006': 'Rotate',
  '0040-00000007': 'Resize images',
  '0040-00000009': 'Resize images',
  '0040-00000014': 'EC 0040-00000014',
  '0040-00000026': 'Add watermarks',
  '0040-00000027': 'Add watermarks',
  '0040-00000251': 'Add watermarks',
  '0040-00000259': 'Add watermarks',
  '0040-00000321': 'Resize images',
  '0040-00000372': 'Add watermarks',
  '0040-00000373': 'Add watermarks',
  '0040-00000374': 'Add watermarks',
  '0053-00000004': 'Video snapshots',
  '0053-00000109': 'Video snapshots',
}

/** The EC numbers of an operation and of its parameters. */
function codesOf({ main, parameters }: CatalogOperation): readonly string[] {
  const own = [main?.emptyCode, main?.extraValueCode]
  const ofParameters = [...parameters.values()].flatMap(({ serverCode, missingCode }) => [serverCode, missingCode])
  return [...own, ...ofParameters].filter(code => code !== undefined)
}

/** Titles of the help pages that tell of an EC number, each once; empty where none that was read does. */
export function pagesOfServerCode(code: string): readonly string[] {
  const ofOperations = listOperations()
    .filter(operation => codesOf(operation).includes(code))
    .flatMap(({ main }) => main?.page ?? [])
  const general = PAGES[code]
  return [...new Set([...(general === undefined ? [] : [general]), ...ofOperations])]
}

/** What an EC number means, one sentence for each place of the catalogue that it belongs to; empty when it is unknown. */
export function findServerCode(code: string): readonly Localized[] {
  const general = GENERAL[code]
  const uses = listOperations().flatMap(({ id, main, parameters }): Localized[] => {
    const found: Localized[] = []
    if (main?.emptyCode === code) found.push({ en: `"${id}" has no parameter.`, zh: `"${id}" 没有参数。` })
    if (main?.extraValueCode === code)
      found.push({ en: `"${id}" has more than one value.`, zh: `"${id}" 的值多于一个。` })
    for (const [name, { serverCode, missingCode, type, title }] of parameters) {
      const label = name === '' ? title : { en: `"${name}" (${title.en})`, zh: `"${name}"（${title.zh}）` }
      const data = { id, label, expected: type.description }
      if (serverCode === code) found.push(fillInBoth(WRONG, data))
      if (missingCode === code) found.push(fillInBoth(MISSING, data))
    }
    return found
  })
  return general ? [general, ...uses] : uses
}

/** All EC numbers of the catalogue, in order. */
export function listServerCodes(): readonly string[] {
  return [...new Set([...Object.keys(GENERAL), ...listOperations().flatMap(codesOf)])].sort()
}

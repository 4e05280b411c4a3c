import { memoize } from '../../grammar/catalogue/memo.ts'
import { HOLE } from '../language/tree.ts'
import type { Host } from './host.ts'

/** Where an address cannot go on: blanks, quotes and round brackets, by their code. */
const BOUNDARIES: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  ' \t\r\n"\'`()'.includes(String.fromCharCode(code)),
)
const LONGEST_ADDRESS = 2048

/** The address in front of a key, back to a blank, a quote or a bracket. */
export function addressBefore(text: string, at: number): string {
  const first = Math.max(0, at - LONGEST_ADDRESS)
  let start = at
  while (start > first && BOUNDARIES[text.charCodeAt(start - 1)] !== true) start--
  return text.slice(start, at)
}

const HOST = /^(?:[^/?#]*[^/?#\w.+-])?(?:[a-z][\w+.-]*:)?(?:\\?\/){2}([^/?#\s"'`\\]+)/i

/** The host of an address that says it: `https://b.example.com/a.jpg` gives `b.example.com`. */
export function hostOf(address: string): string | undefined {
  return HOST.exec(address)?.[1]?.toLowerCase()
}

/** What a program or a template fills in, with the blanks, quotes and brackets in it. */
const FILLED_IN =
  /\{\{[^{}\n]{0,200}\}\}|[$#]?\{[^{}\n]{0,200}\}|<[%?](?:[^%?<\n]|[%?](?!>)){0,200}[%?]>|\[\[[^[\]\n]{0,200}\]\]/g
const LONGEST_TAGGED = 400

/** The host of the address in front of a key, also where something is filled in that no address could have: `http://{{ b }}.example.com/`. */
export function hostBefore(text: string, at: number): string | undefined {
  const plain = hostOf(addressBefore(text, at))
  if (plain !== undefined) return plain
  const near = text.slice(Math.max(0, at - LONGEST_TAGGED), at)
  const line = near.slice(near.lastIndexOf('\n') + 1)
  if (!line.includes('//')) return undefined
  const filled = line.replace(FILLED_IN, HOLE)
  return hostOf(addressBefore(filled, filled.length))
}

/** True for the hosts of OSS itself; a domain of one's own may stand for it, or for anything else. */
export function isOssHost(host: string | undefined): boolean {
  return host !== undefined && /(?:^|[.-])(?:oss|img)[\w.-]*\.aliyuncs\.com(?::\d+)?$/.test(host)
}

const IMG_HOST = /(?:^|\.)img-[a-z\d-]+\.aliyuncs\.com(?:\.cn)?(?::\d+)?$/i

/** The hosts of the old picture service, `img-` and the region; a bucket may be called "img", or have "img-" in its name. */
export function isImgHost(host: string | undefined): boolean {
  return host !== undefined && IMG_HOST.test(host)
}

/** Clouds whose storage does not know the key. */
const OTHER_CLOUDS =
  /\.(?:myqcloud\.com|myhuaweicloud\.com|qiniucs\.com|clouddn\.com|qiniudn\.com|bcebos\.com|volces\.com|amazonaws\.com|ksyuncs\.com|upaiyun\.com|upcdn\.net|ufileos\.com|windows\.net|googleapis\.com|digitaloceanspaces\.com|ksyun\.com|r2\.dev|cloudflarestorage\.com|backblazeb2\.com|wasabisys\.com|ctyunapi\.cn|linodeobjects\.com)(?::\d+)?$/

/** True for the storage of another cloud. */
export function isOtherCloud(host: string | undefined): boolean {
  return host !== undefined && OTHER_CLOUDS.test(host)
}

const JD_CLOUD = /\.(?:jdcloud-oss|jcloudcs)\.com(?![\w.-])/i

const JD_CLOUD_NAME = /京东云|\bjd[ _-]?cloud/i
const namesJdCloud = memoize(({ text }: Host) => JD_CLOUD.test(text) || JD_CLOUD_NAME.test(text))

/**
 * True for a value at JD Cloud, which has the same key for a language of its own. Addresses are often put together of several
 * literals, so that for its own words any of its hosts or names in the file tells.
 */
export function isOfJdCloud(host: Host, address: string, value: string): boolean {
  return JD_CLOUD.test(hostOf(address) ?? '') || (/^img(?:alias)?\//.test(value) && namesJdCloud(host))
}

import { memoize } from '../../grammar/catalogue/memo.ts'
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

/** True for the hosts of OSS itself; a domain of one's own may stand for it, or for anything else. */
export function isOssHost(host: string | undefined): boolean {
  return host !== undefined && /(?:^|[.-])(?:oss|img)[\w.-]*\.aliyuncs\.com(?::\d+)?$/.test(host)
}

/** Clouds whose storage does not know the key. */
const OTHER_CLOUDS =
  /\.(?:myqcloud\.com|myhuaweicloud\.com|qiniucs\.com|clouddn\.com|qiniudn\.com|bcebos\.com|volces\.com|amazonaws\.com|ksyuncs\.com|upaiyun\.com|upcdn\.net|ufileos\.com|windows\.net|googleapis\.com|digitaloceanspaces\.com)(?::\d+)?$/

/** True for the storage of another cloud. */
export function isOtherCloud(host: string | undefined): boolean {
  return host !== undefined && OTHER_CLOUDS.test(host)
}

const JD_CLOUD = /\.(?:jdcloud-oss|jcloudcs)\.com(?![\w.-])/i

const namesJdCloud = memoize(({ text }: Host) => JD_CLOUD.test(text))

/**
 * True for a value at JD Cloud, which has the same key for a language of its own. Addresses are often put together of several
 * literals, so that for its own words any of its hosts in the file tells.
 */
export function isOfJdCloud(host: Host, address: string, value: string): boolean {
  return JD_CLOUD.test(hostOf(address) ?? '') || (/^img(?:alias)?\//.test(value) && namesJdCloud(host))
}

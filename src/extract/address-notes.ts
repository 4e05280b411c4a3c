import type { FoundKey, SourceKey } from './context.ts'
import type { ExtractMessageId, ExtractNote } from './notes.ts'
import { hostBefore, hostOf, isImgHost, isOssHost, isOtherCloud } from './url.ts'

const KEY_BEFORE = /[?&;](x-oss-(?:async-)?process)=/gi
/** An address that is part of another one, behind which a "?" has to be encoded, is not meant. */
const ENCODED_MARK = /^(?:[a-z]+:)?\/\/(?!.*%3a(?:%2f){2})[^?#]*%3f$/i
const BEHIND_FRAGMENT =
  /^(?:[a-z]+:)?\/\/[^?#]*\.(?:jpe?g|png|gif|webp|bmp|heic|avif|tiff?|svg|mp4|mov|pdf)#(?!\{)[^#]*\?$/i
const STYLE_BEFORE = /\.\w{2,5}@(?:!?[A-Za-z][\w-]*|\d{1,4}[whplseQq](?:_\w{1,8}){0,12}(?:\.\w{2,5})?)[?&]$/
/** Nothing behind the host: a name may begin with a slash, or have two in it. */
const NO_PATH = /^(?:[^?#]*[:=])?\/\/[^/?#]+\/?\?$/

/** Mistakes of the address in front of a key. `before`, which may be joined of several literals, ends where the key starts. */
export function findAddressNotes(text: string, found: FoundKey, key: SourceKey, before: string): ExtractNote[] {
  const span = { start: found.start, end: found.end }
  const make = (messageId: ExtractMessageId, params: Record<string, string> = {}): ExtractNote => ({
    messageId,
    span,
    params: { key, ...params },
  })
  const address = before.slice(Math.max(0, before.lastIndexOf('://') - 10))
  const host = hostOf(address) ?? hostBefore(text, found.start)
  const notes: ExtractNote[] = []
  if (ENCODED_MARK.test(before)) return [make('encodedQuestionMark')]
  if (BEHIND_FRAGMENT.test(before)) return [make('behindFragment')]
  const earlier = [...address.matchAll(KEY_BEFORE)].at(-1)?.[1]?.toLowerCase()
  // Behind a second "?" it is no key at all.
  if (earlier === key && !before.endsWith('?')) notes.push(make('duplicateKey'))
  if (isOtherCloud(host)) notes.push(make('otherCloud', { host: host ?? '' }))
  if (isOssHost(host)) {
    if (isImgHost(host)) notes.push(make('imgHost', { host: host ?? '' }))
    if (NO_PATH.test(address)) notes.push(make('noObject'))
  }
  if (STYLE_BEFORE.test(before)) notes.push(make('styleAndKey'))
  return notes
}

const LONGEST = 1023
const encoder = new TextEncoder()

/** OSS: 1 to 1023 bytes of UTF-8, without a slash or backslash in front ("Object naming conventions"). */
export function isObjectName(key: string): boolean {
  const first = key.charCodeAt(0)
  if (key === '' || first === 0x2f || first === 0x5c) return false
  // A code unit takes at most three bytes.
  return key.length * 3 <= LONGEST || encoder.encode(key).length <= LONGEST
}

/** An object of OSS. */
export interface ObjectAddress {
  readonly bucket: string
  readonly key: string
}

/** Reads `oss://bucket/key`; undefined for any other text, one without a bucket or a key among them. */
export function readObjectAddress(address: string | undefined): ObjectAddress | undefined {
  const [, bucket, key] = /^oss:\/\/([^/]+)\/(.+)$/s.exec(address ?? '') ?? []
  return bucket === undefined || key === undefined ? undefined : { bucket, key }
}

// The list that the version 2 SDKs share and those that the version 1 SDKs for Python, Go and PHP have in common.
// Names that begin with x-oss- are signed as well.
const subResources = new Set(
  (
    'acl append asyncFetch bucketInfo callback callback-var cleanRestoredObject cloudboxes cname comp continuation-token ' +
    'cors delete encryption endTime inventory inventoryId lifecycle live location logging metaQuery objectMeta partNumber ' +
    'policy position qos qosInfo referer regionList replication replicationLocation replicationProgress requestPayment ' +
    'resourceGroup response-cache-control response-content-disposition response-content-encoding ' +
    'response-content-language response-content-type response-expires restore security-token sequential startTime stat ' +
    'status style styleName symlink tagging transferAcceleration uploadId uploads versionId versioning versions vod ' +
    'website worm wormExtend wormId'
  ).split(' '),
)

/** True for query names that V1 signs: sub-resources and all that begin with `x-oss-`. */
export function isSubResource(name: string): boolean {
  return name.startsWith('x-oss-') || subResources.has(name)
}

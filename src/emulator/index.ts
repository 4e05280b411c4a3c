/** A local OSS: an endpoint on this machine that stores objects and runs process strings. */

export type { Outcome, Problem } from './engine/index.ts'
export { LOCAL_CREDENTIALS, type LocalOss, type LocalOssOptions, startLocalOss } from './local-oss.ts'
export type {
  Acl,
  BucketInfo,
  Content,
  Listing,
  ListQuery,
  ObjectAttributes,
  ObjectInfo,
  Store,
  Style,
} from './store/store.ts'
export type { Task, TaskOutput, TaskRequest, TaskState, Tasks } from './tasks/task.ts'

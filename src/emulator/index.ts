/** A local OSS: an endpoint on this machine that stores objects and runs process strings. */

export { type Ffmpeg, findFfmpeg, type Outcome, type Problem, Refusal } from './engine/index.ts'
export { factsOfFile } from './facts-of-file.ts'
export { LOCAL_CREDENTIALS, type LocalOss, type LocalOssOptions, startLocalOss } from './local-oss.ts'
export { type PreviewOptions, preview } from './preview.ts'
export type { Made } from './processing/run-stages.ts'
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

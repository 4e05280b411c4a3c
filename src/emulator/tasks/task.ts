/** Where a task stands, in the words of IMM. */
export type TaskState = 'Running' | 'Succeeded' | 'Failed'

/** An object that a task wrote. */
export interface TaskOutput {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly contentType: string
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly frameCount?: number | undefined
}

/** What a client asked for. */
export interface TaskRequest {
  readonly bucket: string
  readonly key: string
  /** The whole process string. */
  readonly process: string
  readonly requestId: string
}

/** An accepted asynchronous request. Times are ISO 8601. */
export interface Task extends TaskRequest {
  /** `MediaConvert-<uuid>` */
  readonly taskId: string
  readonly eventId: string
  readonly state: TaskState
  /** 0 to 100 */
  readonly progress: number
  readonly acceptedAt: string
  readonly startedAt?: string | undefined
  readonly endedAt?: string | undefined
  /** The error code of OSS and the sentence, of a task that failed. */
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** The same in Chinese. */
  readonly messageZh?: string | undefined
  readonly outputs: readonly TaskOutput[]
  /** The topic of `notify`. */
  readonly topic?: string | undefined
}

/** The accepted tasks of a local OSS. */
export interface Tasks {
  /**
   * Checks a request, writes it to the journal and syncs that before it resolves. Throws a Refusal: InvalidArgument with the EC number of
   * the linter, NoSuchKey, NoSuchBucket, MissingArgument, NotImplemented, ServiceUnavailable when too many wait.
   */
  accept(request: TaskRequest): Promise<Task>
  find(taskId: string): Task | undefined
  /** The newest first. */
  list(): readonly Task[]
  /** Calls back at each change of a task, until the returned function is called. */
  watch(onChange: (task: Task) => void): () => void
  /** Resolves when the task has ended. Rejects when the tasks are closed before. */
  wait(taskId: string): Promise<Task>
  /** Stops the engines; unfinished tasks are taken up when the journal is opened again. */
  close(): Promise<void>
}

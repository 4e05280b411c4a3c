import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolders } from '../../files/folder.ts'
import { createBuckets } from './buckets.ts'
import { appendObject, changeAttributes, deleteObject, writeObject } from './change-objects.ts'
import { createFolderSync } from './files.ts'
import { createJsonFiles } from './json-files.ts'
import { createLayout, type LeftOut } from './layout.ts'
import { createQueues } from './queues.ts'
import { findObject, getObject, holdObject, listObjects, openObject } from './read-objects.ts'
import type { Store } from './store.ts'
import type { StoreState } from './store-state.ts'
import { adopt, createDigests } from './version.ts'
import { writeContent } from './write.ts'

/** The folder of what the objects' files do not tell. No bucket can have this name. */
const STATE = '.oss-process'

/** How to open a store. */
export interface StoreOptions {
  /** The most bytes of an object that grows or comes in parts, or is a result; any when not given. */
  readonly maxObjectBytes?: number | undefined
  /** Told of what a person has put there that can be no object, once of each. */
  readonly onLeftOut?: LeftOut | undefined
}

/** Files that are remembered: where there are more, nobody reads on. */
const TOLD = 1000

function onceEach(tell: LeftOut): LeftOut {
  const told = new Set<string>()
  return (file, reason) => {
    if (told.has(file) || told.size >= TOLD) return
    told.add(file)
    tell(file, reason)
  }
}

/** Opens the directory of a store, made when it is missing. */
export async function openStore(directory: string, options: StoreOptions = {}): Promise<Store> {
  const state = await openState(directory, options)
  return { ...folderMethods(state), ...bucketMethods(state), ...readingMethods(state), ...changingMethods(state) }
}

async function openState(directory: string, options: StoreOptions): Promise<StoreState> {
  const { maxObjectBytes = Number.POSITIVE_INFINITY, onLeftOut = () => undefined } = options
  makeFolders(directory)
  const root = await realpath(directory)
  const statePath = (...parts: string[]) => path.join(root, STATE, ...parts)
  const drafts = statePath('tmp')
  makeFolders(drafts)
  const syncFolders = createFolderSync()
  const json = createJsonFiles(drafts, syncFolders)
  const leaveOut = onceEach(onLeftOut)
  return {
    root,
    statePath,
    drafts,
    maxObjectBytes,
    json,
    syncFolders,
    buckets: createBuckets(root, statePath, json, leaveOut),
    layout: createLayout(root, statePath('objects'), leaveOut),
    queues: createQueues(),
    digestForeign: createDigests(),
  }
}

type FolderMethods = Pick<Store, 'root' | 'statePath' | 'json' | 'makeScratch' | 'sweep'>

function folderMethods({ root, statePath, json, drafts }: StoreState): FolderMethods {
  return {
    root,
    statePath,
    json,
    makeScratch: () => mkdtemp(path.join(drafts, 'work-')),
    sweep: async () => {
      await rm(drafts, { recursive: true, force: true })
      await mkdir(drafts)
    },
  }
}

type BucketMethods = Pick<Store, Extract<keyof Store, `${string}${'Bucket' | 'Buckets' | 'Style' | 'Styles' | 'Cors'}`>>

/** What changes one bucket is done one after the other. */
function bucketMethods({ buckets, layout, queues }: StoreState): BucketMethods {
  return {
    listBuckets: async () => buckets.list(),
    findBucket: async name => buckets.find(name),
    getBucket: async name => buckets.get(name),
    putBucket: (name, acl) => queues.run(name, () => buckets.put(name, acl)),
    deleteBucket: name => queues.run(name, () => buckets.remove(name, layout.keys(name, ''))),
    listStyles: async bucket => buckets.listStyles(bucket),
    findStyle: async (bucket, name) => buckets.findStyle(bucket, name),
    putStyle: (bucket, name, content) => queues.run(bucket, () => buckets.putStyle(bucket, name, content)),
    deleteStyle: (bucket, name) => queues.run(bucket, () => buckets.removeStyle(bucket, name)),
    listCors: async bucket => buckets.listCors(bucket),
    putCors: (bucket, rules) => queues.run(bucket, () => buckets.putCors(bucket, rules)),
  }
}

type ReadingMethods = Pick<Store, 'findObject' | 'getObject' | 'openObject' | 'holdObject' | 'list'>

function readingMethods(state: StoreState): ReadingMethods {
  return {
    findObject: async (bucket, key) => (state.buckets.find(bucket) ? findObject(state, { bucket, key }) : undefined),
    getObject: (bucket, key) => getObject(state, { bucket, key }),
    openObject: (bucket, key) => openObject(state, { bucket, key }),
    holdObject: (bucket, key, folder) => holdObject(state, { bucket, key }, folder),
    list: (bucket, query) => listObjects(state, bucket, query),
  }
}

type ChangingMethods = Pick<Store, 'putObject' | 'adoptFile' | 'appendObject' | 'putAttributes' | 'deleteObject'>

function changingMethods(state: StoreState): ChangingMethods {
  return {
    putObject: (bucket, key, content, attributes = {}, options = {}) =>
      writeObject(state, { bucket, key }, attributes, file => writeContent(file, content), options),
    adoptFile: (bucket, key, source, attributes = {}, options = {}) =>
      writeObject(state, { bucket, key }, attributes, file => adopt(source, file, state.maxObjectBytes), options),
    appendObject: (bucket, key, position, content, attributes = {}) =>
      appendObject(state, { bucket, key }, position, content, attributes),
    putAttributes: (bucket, key, edit) => changeAttributes(state, { bucket, key }, edit),
    deleteObject: (bucket, key) => deleteObject(state, { bucket, key }),
  }
}

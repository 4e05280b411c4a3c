import { refuse } from '../engine/problem.ts'
import type { ObjectInfo, Store } from './store.ts'

type Reading = Pick<Store, 'findObject' | 'getObject' | 'holdObject'>

/**
 * The object that a symbolic link leads to; another object is that itself.
 * @throws SymlinkTargetNotExist, InvalidTargetType
 */
export async function follow(store: Pick<Store, 'findObject'>, object: ObjectInfo): Promise<ObjectInfo> {
  const { bucket, target } = object
  return target === undefined ? object : checkTarget(await store.findObject(bucket, target), target)
}

/** A store whose readers are given what symbolic links lead to. */
export function followingLinks<S extends Reading>(store: S): S {
  const getObject = async (bucket: string, key: string) => follow(store, await store.getObject(bucket, key))
  return {
    ...store,
    getObject,
    findObject: async (bucket: string, key: string) => {
      const object = await store.findObject(bucket, key)
      return object && follow(store, object)
    },
    holdObject: async (bucket: string, key: string, folder: string) =>
      store.holdObject(bucket, (await getObject(bucket, key)).key, folder),
  }
}

/** @throws SymlinkTargetNotExist, InvalidTargetType */
export function checkTarget(found: ObjectInfo | undefined, key: string): ObjectInfo {
  if (!found) {
    const message = {
      en: 'The symbolic link leads to "{key}", which does not exist.',
      zh: '软链接指向的 "{key}" 不存在。',
    }
    throw refuse('SymlinkTargetNotExist', 404, message, { key }, '0026-00000012')
  }
  if (found.target === undefined) return found
  const message = { en: 'The symbolic link leads to another one, "{key}".', zh: '软链接指向另一个软链接 "{key}"。' }
  throw refuse('InvalidTargetType', 409, message, { key }, '0026-00000013')
}

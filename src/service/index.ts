/** Asking OSS and IMM: lists, objects, tasks. */

export type { ObjectAddress } from '../request/object-address.ts'
export { type Client, type ClientOptions, createClient, type KnownEndpoint } from './client.ts'
export { getTask, type ImmPlace, type ImmTask, listTasks, toTask } from './imm.ts'
export { creationBody, creationRequest, type ImmCreation, SERVICE_ROLE } from './imm-creation.ts'
export { type ListAddress, listPages } from './list.ts'
export type { ListedObject } from './list-page.ts'
export { type ListingFile, openListings } from './listing-file.ts'
export { readQueue, receiveMessages, removeMessages, signMessages } from './messages.ts'
export { headObject, type ObjectHead, readObject } from './object.ts'

/** Requests to OSS: the model, signing and presigning. */

export type { Scope } from './claim.ts'
export { type FindOptions, type FoundCredentials, findCredentials } from './credentials.ts'
export type { KeyPair } from './key-pair.ts'
export type { Answer, Fetch } from './metadata.ts'
export type { MistakeId } from './mistake-texts.ts'
export type { Mistake } from './mistakes.ts'
export type { QueryPair } from './percent.ts'
export { RequestError, type Text } from './problem.ts'
export type { RawRequest, ReceivedProcess, Subject } from './received.ts'
export type { Refusal, RefusalCode, RefusalId } from './refusal.ts'
export { findRegion, getRegion } from './region.ts'
export { type Addressing, type OssRequest, processRequest, type Target, url, type Via } from './request.ts'
export { reveal, type Secret, secret } from './secret.ts'
export {
  type Credentials,
  longestLife,
  type PresignOptions,
  presign,
  presignRequest,
  type RowSigner,
  type SignOptions,
  sign,
  signRow,
} from './sign.ts'
export { computeSignature, type Signature, type SignatureVersion, type SigningInput } from './signature.ts'
export type { Part } from './variants.ts'
export { type Verification, type VerifyOptions, verify } from './verify.ts'

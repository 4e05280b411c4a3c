/** Requests to OSS: the model, signing and presigning. */

export type { Localized as Text } from '../../grammar/catalogue/localized.ts'
export type { Via } from '../../grammar/catalogue/types.ts'
export type { Scope } from './claim.ts'
export { computeSignature } from './compute-signature.ts'
export { type FindOptions, type FoundCredentials, findCredentials } from './credentials.ts'
export type { Answer, Fetch } from './fetch.ts'
export type { KeyPair } from './key-pair.ts'
export type { MistakeId } from './mistake-texts.ts'
export type { Mistake } from './mistakes.ts'
export { findOssError, type OssError } from './oss-error.ts'
export type { QueryPair } from './percent.ts'
export { RequestError } from './problem.ts'
export type { RawRequest, ReceivedProcess, Subject } from './received.ts'
export type { Refusal, RefusalCode, RefusalId } from './refusal.ts'
export { findRegion, getRegion } from './region.ts'
export { type Addressing, type OssRequest, processRequest, type Target, url } from './request.ts'
export { reveal, type Secret, secret } from './secret.ts'
export {
  type Credentials,
  longestLife,
  type PresignOptions,
  presign,
  presignRequest,
  type RowSigner,
  type SignedInRow,
  type SignOptions,
  sign,
  signRow,
} from './sign.ts'
export type { Signature, SignatureVersion, SigningInput } from './signature.ts'
export type { SigningPart as Part } from './variants.ts'
export { findAccessKeyIds, type Verification, type VerifyOptions, verify } from './verify.ts'

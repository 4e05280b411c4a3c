import { signatureV1 } from './sign-v1.ts'
import { signatureV4 } from './sign-v4.ts'
import type { Signature, SigningInput } from './signature.ts'

/** Computes the signature of a request: the pure core of all signing. */
export function computeSignature(input: SigningInput): Signature {
  return input.version === 'v4' ? signatureV4(input) : signatureV1(input)
}

/** The address of the object that a string is for, as far as it is known. */
export interface Address {
  /** `photos.oss-cn-hangzhou.aliyuncs.com`. */
  readonly host?: string
  /** The extension of the object's name, in lower case and without its dot. */
  readonly extension?: string
  /** True where the name is an argument of the call that the string is one of as well. */
  readonly isArgument?: true
  /** Whether the address carries a signature; undefined where a program may still sign it. */
  readonly isSigned?: boolean
}

/** The port of `serve`, and the one that `--local` asks. */
export const LOCAL_PORT = 9080

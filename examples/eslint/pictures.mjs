export const avatar = name => `/${name}?x-oss-process=image/resize,w_64,w_64/format,webp`

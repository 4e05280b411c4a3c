exports.cover = 'https://media.example.com/a.jpg?x-oss-process=image/resize,w_0'

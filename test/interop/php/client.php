<?php

// The steps with aliyuncs/oss-sdk-php, the first PHP SDK. It has no calls for styles. The argument is the folder of Composer's packages.

use OSS\Core\OssException;
use OSS\Credentials\EnvironmentVariableCredentialsProvider;
use OSS\Credentials\StaticCredentialsProvider;
use OSS\OssClient;

require $argv[1] . '/autoload.php';

const RESIZE = 'image/resize,m_fixed,w_50,h_40';
const CLIP_KEY = 'example.mkv';
define('BUCKET', getenv('OSS_BUCKET'));
define('TARGET', getenv('OSS_TARGET_BUCKET'));

function open($provider)
{
    return new OssClient([
        'provider' => $provider,
        'endpoint' => getenv('OSS_ENDPOINT'),
        'signatureVersion' => getenv('OSS_SIGNATURE') === 'v4' ? OssClient::OSS_SIGNATURE_VERSION_V4 : OssClient::OSS_SIGNATURE_VERSION_V1,
        'region' => getenv('OSS_REGION'),
    ]);
}

function openWrong()
{
    return open(new StaticCredentialsProvider(getenv('OSS_ACCESS_KEY_ID'), 'wrong'));
}

$oss = open(new EnvironmentVariableCredentialsProvider());

function keep($name, $content)
{
    file_put_contents(getenv('OUTPUT') . '/' . $name, $content);
}

function encode($text, $isPadded)
{
    $encoded = strtr(base64_encode($text), '+/', '-_');
    return $isPadded ? $encoded : rtrim($encoded, '=');
}

function animation($targetKey, $isPadded)
{
    return 'video/animation,f_gif,w_100,h_100,inter_1000'
        . '|sys/saveas,b_' . encode(TARGET, $isPadded) . ',o_' . encode($targetKey, $isPadded)
        . '/notify,topic_' . encode('AudioConvert', $isPadded);
}

// The SDK's exception has no field for EC; it stands in the body of the answer.
function refused($call)
{
    try {
        $call();
    } catch (OssException $error) {
        $body = simplexml_load_string($error->getDetails());
        return [
            'status' => (int) $error->getHTTPStatus(),
            'code' => $error->getErrorCode(),
            'requestId' => $error->getRequestId(),
            'ec' => (string) $body->EC,
        ];
    }
    throw new RuntimeException('It was not refused.');
}

function fetch($url)
{
    $body = file_get_contents($url, false, stream_context_create(['http' => ['ignore_errors' => true]]));
    return ['status' => (int) explode(' ', $http_response_header[0])[1], 'body' => $body];
}

function submit($targetKey, $isPadded)
{
    global $oss;
    $task = json_decode($oss->asyncProcessObject(BUCKET, CLIP_KEY, animation($targetKey, $isPadded)));
    return ['eventId' => $task->EventId, 'requestId' => $task->RequestId, 'taskId' => $task->TaskId];
}

function fetchResult($key, $name)
{
    global $oss;
    for ($attempt = 0; $attempt < 300 && !$oss->doesObjectExist(TARGET, $key); $attempt++) {
        usleep(100000);
    }
    keep($name, $oss->getObject(TARGET, $key));
    return ['contentType' => $oss->getObjectMeta(TARGET, $key)['content-type']];
}

function processed($process)
{
    return [OssClient::OSS_PROCESS => $process];
}

function sign($seconds)
{
    global $oss;
    return $oss->signUrl(BUCKET, 'picture.png', $seconds, OssClient::OSS_HTTP_GET, processed(RESIZE));
}

function listed($listing)
{
    return [
        'keys' => array_map(fn ($object) => $object->getKey(), $listing->getObjectList()),
        'prefixes' => array_map(fn ($prefix) => $prefix->getPrefix(), $listing->getPrefixList()),
    ];
}

function uploads()
{
    global $oss;
    return array_map(fn ($upload) => $upload->getKey(), $oss->listMultipartUploads(BUCKET)->getUploads());
}

function parts($key, $upload)
{
    global $oss;
    return array_map(fn ($part) => [
        'number' => (int) $part->getPartNumber(),
        'size' => (int) $part->getSize(),
        'etag' => trim($part->getETag(), '"'),
    ], $oss->listParts(BUCKET, $key, $upload)->getListPart());
}

$steps = [
    'put' => function () use ($oss) {
        $result = $oss->uploadFile(BUCKET, CLIP_KEY, getenv('CLIP'));
        $oss->uploadFile(BUCKET, 'picture.png', getenv('PICTURE'));
        return ['etag' => trim($result['etag'], '"'), 'requestId' => $result['x-oss-request-id']];
    },
    'submit-unpadded' => fn () => submit('outobjprefix.{autoext}', false),
    'submit-padded' => fn () => submit('padded/outobjprefix.{autoext}', true),
    'result-unpadded' => fn () => fetchResult('outobjprefix.gif', 'unpadded.gif'),
    'result-padded' => fn () => fetchResult('padded/outobjprefix.gif', 'padded.gif'),
    'resize' => function () use ($oss) {
        keep('resize.png', $oss->getObject(BUCKET, 'picture.png', processed(RESIZE)));
        return [];
    },
    'save' => function () use ($oss) {
        $saving = RESIZE . '|sys/saveas,o_' . encode('saved/small.png', false) . ',b_' . encode(TARGET, false);
        $result = json_decode($oss->processObject(BUCKET, 'picture.png', $saving), true);
        keep('save.png', $oss->getObject(TARGET, 'saved/small.png'));
        return $result;
    },
    'presign' => function () {
        $answer = fetch(sign(600));
        keep('presign.png', $answer['body']);
        return ['status' => $answer['status']];
    },
    'presign-expired' => function () {
        $url = sign(1);
        usleep(2500000);
        return fetch($url);
    },
    'presign-wrong' => fn () => fetch(str_replace('w_50', 'w_60', sign(600))),
    'wrong-secret' => fn () => refused(fn () => openWrong()->getObject(BUCKET, 'picture.png')),
    'wrong-secret-20mb' => fn () => refused(fn () => openWrong()->uploadFile(BUCKET, 'refused.bin', getenv('HEAVY'))),
    'bad-animation' => function () use ($oss) {
        $process = str_replace('w_100', 'w_5000', animation('bad.{autoext}', false));
        return refused(fn () => $oss->asyncProcessObject(BUCKET, CLIP_KEY, $process));
    },
    'bad-resize' => fn () => refused(fn () => $oss->getObject(BUCKET, 'picture.png', processed('image/resize,w_-1'))),
    'put-texts' => function () use ($oss) {
        foreach (['list/a.txt', 'list/影片 1+2.txt', 'list/sub/c.txt'] as $key) {
            $oss->putObject(BUCKET, $key, '0123456789');
        }
        return [];
    },
    'list' => fn () => listed($oss->listObjects(BUCKET, ['prefix' => 'list/', 'delimiter' => '/'])),
    'list-v2' => fn () => listed($oss->listObjectsV2(BUCKET, ['prefix' => 'list/', 'delimiter' => '/'])),
    'range' => fn () => ['text' => $oss->getObject(BUCKET, 'list/影片 1+2.txt', [OssClient::OSS_RANGE => '2-5'])],
    'head' => function () use ($oss) {
        $headers = ['Content-Type' => 'text/plain', 'x-oss-meta-author' => 'example'];
        $oss->putObject(BUCKET, 'head.txt', '0123456789', [OssClient::OSS_HEADERS => $headers]);
        $meta = $oss->getObjectMeta(BUCKET, 'head.txt');
        return [
            'size' => (int) $meta['content-length'],
            'contentType' => $meta['content-type'],
            'author' => $meta['x-oss-meta-author'],
            'etag' => trim($meta['etag'], '"'),
        ];
    },
    'copy' => function () use ($oss) {
        $oss->copyObject(BUCKET, 'list/影片 1+2.txt', TARGET, 'copied 影片.txt');
        return ['text' => $oss->getObject(TARGET, 'copied 影片.txt')];
    },
    'append' => function () use ($oss) {
        $first = $oss->appendObject(BUCKET, 'appended.txt', 'hello ', 0);
        $second = $oss->appendObject(BUCKET, 'appended.txt', 'world', $first);
        $wrong = refused(fn () => $oss->appendObject(BUCKET, 'appended.txt', '!', 3));
        return ['next' => (int) $second, 'text' => $oss->getObject(BUCKET, 'appended.txt'), 'wrong' => $wrong];
    },
    'delete' => function () use ($oss) {
        $oss->deleteObject(BUCKET, 'appended.txt');
        return refused(fn () => $oss->getObject(BUCKET, 'appended.txt'));
    },
    'delete-many' => function () use ($oss) {
        $oss->putObject(BUCKET, 'many/a&b.txt', '0123456789');
        $deleted = $oss->deleteObjects(BUCKET, ['list/影片 1+2.txt', 'many/a&b.txt']);
        return ['deleted' => array_map('strval', $deleted)];
    },
    'multipart' => function () use ($oss) {
        $key = 'large/影片 1+2&3.bin';
        $oss->multiuploadFile(BUCKET, $key, getenv('LARGE'), [OssClient::OSS_PART_SIZE => 102400]);
        $meta = $oss->getObjectMeta(BUCKET, $key);
        return ['size' => (int) $meta['content-length'], 'etag' => trim($meta['etag'], '"')];
    },
    'multipart-copy' => function () use ($oss) {
        $key = 'joined/影片 1+2&3.bin';
        $source = 'large/影片 1+2&3.bin';
        $size = (int) $oss->getObjectMeta(BUCKET, $source)['content-length'];
        $upload = $oss->initiateMultipartUpload(TARGET, $key);
        $parts = [];
        foreach ([[0, 204799], [204800, $size - 1]] as $index => [$first, $last]) {
            $span = ['start' => $first, 'end' => $last];
            $etag = $oss->uploadPartCopy(BUCKET, $source, TARGET, $key, $index + 1, $upload, $span);
            $parts[] = ['PartNumber' => $index + 1, 'ETag' => $etag];
        }
        $oss->completeMultipartUpload(TARGET, $key, $upload, $parts);
        $meta = $oss->getObjectMeta(TARGET, $key);
        return ['size' => (int) $meta['content-length'], 'etag' => trim($meta['etag'], '"')];
    },
    // The SDK uploads parts of files only.
    'multipart-abort' => function () use ($oss) {
        $key = 'aborted/影片 1+2&3.bin';
        keep('part.txt', '0123456789');
        $part = [OssClient::OSS_FILE_UPLOAD => getenv('OUTPUT') . '/part.txt', OssClient::OSS_PART_NUM => 1];
        $upload = $oss->initiateMultipartUpload(BUCKET, $key);
        $oss->uploadPart(BUCKET, $key, $upload, $part);
        $parts = parts($key, $upload);
        $uploads = uploads();
        $oss->abortMultipartUpload(BUCKET, $key, $upload);
        $gone = refused(fn () => parts($key, $upload));
        return ['parts' => $parts, 'uploads' => $uploads, 'left' => uploads(), 'gone' => $gone];
    },
    'bucket' => function () use ($oss) {
        $name = 'interop-other';
        $oss->createBucket($name, OssClient::OSS_ACL_TYPE_PRIVATE);
        $info = $oss->getBucketInfo($name);
        $acl = $oss->getBucketAcl($name);
        $names = array_map(fn ($bucket) => $bucket->getName(), $oss->listBuckets()->getBucketList());
        $oss->putObject($name, 'a.txt', 'a');
        $full = refused(fn () => $oss->deleteBucket($name));
        $oss->deleteObject($name, 'a.txt');
        $oss->deleteBucket($name);
        $gone = refused(fn () => $oss->getBucketInfo($name));
        return [
            'name' => $info->getName(),
            'location' => $info->getLocation(),
            'acl' => $acl,
            'names' => $names,
            'full' => $full,
            'gone' => $gone,
        ];
    },
];

foreach (array_intersect_key($steps, array_flip(explode(',', getenv('STEPS')))) as $name => $step) {
    try {
        $line = ['step' => $name, 'ok' => true, 'detail' => $step()];
    } catch (Throwable $error) {
        $line = ['step' => $name, 'ok' => false, 'detail' => get_class($error) . ': ' . $error->getMessage()];
    }
    echo json_encode($line, JSON_UNESCAPED_UNICODE), "\n";
}

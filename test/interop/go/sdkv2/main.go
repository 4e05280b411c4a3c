// The steps with alibabacloud-oss-go-sdk-v2, the second Go SDK.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"interop/steps"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

var (
	background = context.Background()
	client     = open(credentials.NewEnvironmentVariableCredentialsProvider())
	bucket     = oss.Ptr(steps.Bucket)
	target     = oss.Ptr(steps.Target)
)

func open(provider credentials.CredentialsProvider) *oss.Client {
	version := oss.SignatureVersionV4
	if steps.Signature == "v1" {
		version = oss.SignatureVersionV1
	}
	return oss.NewClient(oss.LoadDefaultConfig().
		WithCredentialsProvider(provider).
		WithRegion(steps.Region).
		WithEndpoint(steps.Endpoint).
		WithSignatureVersion(version))
}

func refused(err error) steps.Refusal {
	var refusal *oss.ServiceError
	if !errors.As(err, &refusal) {
		steps.Fail("It was not refused by the service: %v", err)
	}
	return steps.Refusal{Status: refusal.StatusCode, Code: refusal.Code, RequestID: refusal.RequestID, EC: refusal.EC}
}

func read(body io.ReadCloser) []byte {
	defer body.Close()
	return steps.Must(io.ReadAll(body))
}

func get(from *string, key string) []byte {
	return read(steps.Must(client.GetObject(background, &oss.GetObjectRequest{Bucket: from, Key: oss.Ptr(key)})).Body)
}

func getRefused(with *oss.Client, request *oss.GetObjectRequest) steps.Refusal {
	_, err := with.GetObject(background, request)
	return refused(err)
}

func putText(to *string, key, text string) {
	request := &oss.PutObjectRequest{Bucket: to, Key: oss.Ptr(key), Body: strings.NewReader(text)}
	steps.Must(client.PutObject(background, request))
}

func put() any {
	clip := &oss.PutObjectRequest{Bucket: bucket, Key: oss.Ptr("example.mkv")}
	result := steps.Must(client.PutObjectFromFile(background, clip, steps.Clip))
	picture := &oss.PutObjectRequest{Bucket: bucket, Key: oss.Ptr("picture.png")}
	steps.Must(client.PutObjectFromFile(background, picture, steps.Picture))
	return map[string]any{"etag": strings.Trim(*result.ETag, `"`), "requestId": result.Headers.Get("X-Oss-Request-Id")}
}

func submit(targetKey string, padded bool) func() any {
	return func() any {
		request := &oss.AsyncProcessObjectRequest{
			Bucket:       bucket,
			Key:          oss.Ptr("example.mkv"),
			AsyncProcess: oss.Ptr(steps.Animation(targetKey, padded)),
		}
		result := steps.Must(client.AsyncProcessObject(background, request))
		return map[string]any{"eventId": result.EventId, "requestId": result.RequestId, "taskId": result.TaskId}
	}
}

func fetchResult(key, name string) func() any {
	return func() any {
		steps.WaitFor(func() bool { return steps.Must(client.IsObjectExist(background, steps.Target, key)) })
		result := steps.Must(client.GetObject(background, &oss.GetObjectRequest{Bucket: target, Key: oss.Ptr(key)}))
		steps.Keep(name, read(result.Body))
		return map[string]any{"contentType": result.ContentType}
	}
}

func processed(process string) *oss.GetObjectRequest {
	return &oss.GetObjectRequest{Bucket: bucket, Key: oss.Ptr("picture.png"), Process: oss.Ptr(process)}
}

func resize() any {
	result := steps.Must(client.GetObject(background, processed(steps.Resize)))
	steps.Keep("resize.png", read(result.Body))
	return map[string]any{"contentType": result.ContentType}
}

func save() any {
	request := &oss.ProcessObjectRequest{
		Bucket:  bucket,
		Key:     oss.Ptr("picture.png"),
		Process: oss.Ptr(steps.Save("saved/small.png")),
	}
	result := steps.Must(client.ProcessObject(background, request))
	steps.Keep("save.png", get(target, "saved/small.png"))
	return map[string]any{
		"status":   result.ProcessStatus,
		"bucket":   result.Bucket,
		"object":   result.Object,
		"fileSize": result.FileSize,
	}
}

func sign(duration time.Duration) string {
	return steps.Must(client.Presign(background, processed(steps.Resize), oss.PresignExpires(duration))).URL
}

func presign() any {
	status, body := steps.Fetch(sign(10 * time.Minute))
	steps.Keep("presign.png", body)
	return map[string]any{"status": status}
}

func presignExpired() any {
	url := sign(time.Second)
	time.Sleep(2500 * time.Millisecond)
	status, body := steps.Fetch(url)
	return map[string]any{"status": status, "body": string(body)}
}

func presignWrong() any {
	status, body := steps.Fetch(strings.Replace(sign(10*time.Minute), "w_50", "w_60", 1))
	return map[string]any{"status": status, "body": string(body)}
}

func openWrong() *oss.Client {
	return open(credentials.NewStaticCredentialsProvider(os.Getenv("OSS_ACCESS_KEY_ID"), "wrong"))
}

func wrongSecret() any {
	return getRefused(openWrong(), &oss.GetObjectRequest{Bucket: bucket, Key: oss.Ptr("picture.png")})
}

func wrongSecret20MB() any {
	request := &oss.PutObjectRequest{Bucket: bucket, Key: oss.Ptr("refused.bin")}
	_, err := openWrong().PutObjectFromFile(background, request, steps.Heavy)
	return refused(err)
}

func badAnimation() any {
	process := strings.Replace(steps.Animation("bad.{autoext}", false), "w_100", "w_5000", 1)
	_, err := client.AsyncProcessObject(background, &oss.AsyncProcessObjectRequest{
		Bucket:       bucket,
		Key:          oss.Ptr("example.mkv"),
		AsyncProcess: oss.Ptr(process),
	})
	return refused(err)
}

func badResize() any {
	return getRefused(client, processed("image/resize,w_-1"))
}

func putTexts() any {
	for _, key := range []string{"list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"} {
		putText(bucket, key, "0123456789")
	}
	return nil
}

func listed(objects []oss.ObjectProperties, common []oss.CommonPrefix) any {
	keys, prefixes := []string{}, []string{}
	for _, object := range objects {
		keys = append(keys, *object.Key)
	}
	for _, prefix := range common {
		prefixes = append(prefixes, *prefix.Prefix)
	}
	return map[string]any{"keys": keys, "prefixes": prefixes}
}

func list() any {
	request := &oss.ListObjectsRequest{Bucket: bucket, Prefix: oss.Ptr("list/"), Delimiter: oss.Ptr("/")}
	result := steps.Must(client.ListObjects(background, request))
	return listed(result.Contents, result.CommonPrefixes)
}

func listV2() any {
	request := &oss.ListObjectsV2Request{Bucket: bucket, Prefix: oss.Ptr("list/"), Delimiter: oss.Ptr("/")}
	result := steps.Must(client.ListObjectsV2(background, request))
	return listed(result.Contents, result.CommonPrefixes)
}

func getRange() any {
	request := &oss.GetObjectRequest{Bucket: bucket, Key: oss.Ptr("list/影片 1+2.txt"), Range: oss.Ptr("bytes=2-5")}
	result := steps.Must(client.GetObject(background, request))
	return map[string]any{"status": result.StatusCode, "text": string(read(result.Body))}
}

func head() any {
	steps.Must(client.PutObject(background, &oss.PutObjectRequest{
		Bucket:      bucket,
		Key:         oss.Ptr("head.txt"),
		Body:        strings.NewReader("0123456789"),
		ContentType: oss.Ptr("text/plain"),
		Metadata:    map[string]string{"author": "example"},
	}))
	result := steps.Must(client.HeadObject(background, &oss.HeadObjectRequest{Bucket: bucket, Key: oss.Ptr("head.txt")}))
	return map[string]any{
		"size":        result.ContentLength,
		"contentType": result.ContentType,
		"author":      result.Metadata["author"],
		"etag":        strings.Trim(*result.ETag, `"`),
	}
}

func copyObject() any {
	steps.Must(client.CopyObject(background, &oss.CopyObjectRequest{
		Bucket:       target,
		Key:          oss.Ptr("copied 影片.txt"),
		SourceBucket: bucket,
		SourceKey:    oss.Ptr("list/影片 1+2.txt"),
	}))
	return map[string]any{"text": string(get(target, "copied 影片.txt"))}
}

func appendAt(position int64, text string) (*oss.AppendObjectResult, error) {
	return client.AppendObject(background, &oss.AppendObjectRequest{
		Bucket:   bucket,
		Key:      oss.Ptr("appended.txt"),
		Position: oss.Ptr(position),
		Body:     strings.NewReader(text),
	})
}

func appendObject() any {
	first := steps.Must(appendAt(0, "hello "))
	second := steps.Must(appendAt(first.NextPosition, "world"))
	_, err := appendAt(3, "!")
	return map[string]any{
		"next":  second.NextPosition,
		"text":  string(get(bucket, "appended.txt")),
		"wrong": refused(err),
	}
}

func deleteObject() any {
	key := oss.Ptr("appended.txt")
	steps.Must(client.DeleteObject(background, &oss.DeleteObjectRequest{Bucket: bucket, Key: key}))
	return getRefused(client, &oss.GetObjectRequest{Bucket: bucket, Key: key})
}

func deleteMany() any {
	putText(bucket, "many/a&b.txt", "0123456789")
	result := steps.Must(client.DeleteMultipleObjects(background, &oss.DeleteMultipleObjectsRequest{
		Bucket:  bucket,
		Objects: []oss.DeleteObject{{Key: oss.Ptr("list/影片 1+2.txt")}, {Key: oss.Ptr("many/a&b.txt")}},
	}))
	keys := []string{}
	for _, deleted := range result.DeletedObjects {
		keys = append(keys, *deleted.Key)
	}
	return map[string]any{"deleted": keys}
}

func listStyles() []string {
	names := []string{}
	result := steps.Must(client.ListStyle(background, &oss.ListStyleRequest{Bucket: bucket}))
	for _, style := range result.StyleList.Styles {
		names = append(names, *style.Name)
	}
	return names
}

func style() any {
	name := oss.Ptr("small")
	content := &oss.StyleContent{Content: oss.Ptr(steps.Resize)}
	steps.Must(client.PutStyle(background, &oss.PutStyleRequest{Bucket: bucket, StyleName: name, Style: content}))
	stored := steps.Must(client.GetStyle(background, &oss.GetStyleRequest{Bucket: bucket, StyleName: name})).Style
	names := listStyles()
	steps.Keep("style.png", read(steps.Must(client.GetObject(background, processed("style/small"))).Body))
	steps.Must(client.DeleteStyle(background, &oss.DeleteStyleRequest{Bucket: bucket, StyleName: name}))
	return map[string]any{"content": stored.Content, "names": names, "left": len(listStyles())}
}

func multipart() any {
	key := oss.Ptr("large/影片 1+2&3.bin")
	uploader := client.NewUploader(func(options *oss.UploaderOptions) { options.PartSize = steps.PartBytes })
	steps.Must(uploader.UploadFile(background, &oss.PutObjectRequest{Bucket: bucket, Key: key}, steps.Large))
	result := steps.Must(client.HeadObject(background, &oss.HeadObjectRequest{Bucket: bucket, Key: key}))
	return map[string]any{"size": result.ContentLength, "etag": strings.Trim(*result.ETag, `"`)}
}

func multipartCopy() any {
	key := oss.Ptr("joined/影片 1+2&3.bin")
	start := &oss.InitiateMultipartUploadRequest{Bucket: target, Key: key}
	upload := steps.Must(client.InitiateMultipartUpload(background, start)).UploadId
	first := 2 * steps.PartBytes
	parts := []oss.UploadPart{}
	for index, span := range []string{fmt.Sprintf("bytes=0-%d", first-1), fmt.Sprintf("bytes=%d-", first)} {
		number := int32(index + 1)
		part := steps.Must(client.UploadPartCopy(background, &oss.UploadPartCopyRequest{
			Bucket:       target,
			Key:          key,
			UploadId:     upload,
			PartNumber:   number,
			SourceBucket: bucket,
			SourceKey:    oss.Ptr("large/影片 1+2&3.bin"),
			Range:        oss.Ptr(span),
		}))
		parts = append(parts, oss.UploadPart{PartNumber: number, ETag: part.ETag})
	}
	joined := steps.Must(client.CompleteMultipartUpload(background, &oss.CompleteMultipartUploadRequest{
		Bucket:                  target,
		Key:                     key,
		UploadId:                upload,
		CompleteMultipartUpload: &oss.CompleteMultipartUpload{Parts: parts},
	}))
	result := steps.Must(client.HeadObject(background, &oss.HeadObjectRequest{Bucket: target, Key: key}))
	return map[string]any{"size": result.ContentLength, "etag": strings.Trim(*joined.ETag, `"`)}
}

func listUploads() []string {
	keys := []string{}
	request := &oss.ListMultipartUploadsRequest{Bucket: bucket}
	for _, upload := range steps.Must(client.ListMultipartUploads(background, request)).Uploads {
		keys = append(keys, *upload.Key)
	}
	return keys
}

func multipartAbort() any {
	key := oss.Ptr("aborted/影片 1+2&3.bin")
	start := &oss.InitiateMultipartUploadRequest{Bucket: bucket, Key: key}
	upload := steps.Must(client.InitiateMultipartUpload(background, start)).UploadId
	steps.Must(client.UploadPart(background, &oss.UploadPartRequest{
		Bucket:     bucket,
		Key:        key,
		UploadId:   upload,
		PartNumber: 1,
		Body:       strings.NewReader("0123456789"),
	}))
	listing := &oss.ListPartsRequest{Bucket: bucket, Key: key, UploadId: upload}
	parts := []steps.Part{}
	for _, part := range steps.Must(client.ListParts(background, listing)).Parts {
		etag := strings.Trim(*part.ETag, `"`)
		parts = append(parts, steps.Part{Number: int(part.PartNumber), Size: int(part.Size), ETag: etag})
	}
	uploads := listUploads()
	abort := &oss.AbortMultipartUploadRequest{Bucket: bucket, Key: key, UploadId: upload}
	steps.Must(client.AbortMultipartUpload(background, abort))
	_, err := client.ListParts(background, listing)
	return map[string]any{"parts": parts, "uploads": uploads, "left": listUploads(), "gone": refused(err)}
}

func listBuckets() []string {
	names := []string{}
	for _, bucket := range steps.Must(client.ListBuckets(background, &oss.ListBucketsRequest{})).Buckets {
		names = append(names, *bucket.Name)
	}
	return names
}

func deleteBucket(name *string) error {
	_, err := client.DeleteBucket(background, &oss.DeleteBucketRequest{Bucket: name})
	return err
}

func buckets() any {
	other := oss.Ptr("interop-other")
	steps.Must(client.PutBucket(background, &oss.PutBucketRequest{Bucket: other, Acl: oss.BucketACLPrivate}))
	info := steps.Must(client.GetBucketInfo(background, &oss.GetBucketInfoRequest{Bucket: other})).BucketInfo
	names := listBuckets()
	putText(other, "a.txt", "a")
	full := refused(deleteBucket(other))
	steps.Must(client.DeleteObject(background, &oss.DeleteObjectRequest{Bucket: other, Key: oss.Ptr("a.txt")}))
	steps.Check(deleteBucket(other))
	_, err := client.GetBucketInfo(background, &oss.GetBucketInfoRequest{Bucket: other})
	return map[string]any{
		"name":     info.Name,
		"location": info.Location,
		"acl":      info.ACL,
		"names":    names,
		"full":     full,
		"gone":     refused(err),
	}
}

func main() {
	steps.Run([]steps.Step{
		{Name: "put", Run: put},
		{Name: "submit-unpadded", Run: submit("outobjprefix.{autoext}", false)},
		{Name: "submit-padded", Run: submit("padded/outobjprefix.{autoext}", true)},
		{Name: "result-unpadded", Run: fetchResult("outobjprefix.gif", "unpadded.gif")},
		{Name: "result-padded", Run: fetchResult("padded/outobjprefix.gif", "padded.gif")},
		{Name: "resize", Run: resize},
		{Name: "save", Run: save},
		{Name: "presign", Run: presign},
		{Name: "presign-expired", Run: presignExpired},
		{Name: "presign-wrong", Run: presignWrong},
		{Name: "wrong-secret", Run: wrongSecret},
		{Name: "wrong-secret-20mb", Run: wrongSecret20MB},
		{Name: "bad-animation", Run: badAnimation},
		{Name: "bad-resize", Run: badResize},
		{Name: "put-texts", Run: putTexts},
		{Name: "list", Run: list},
		{Name: "list-v2", Run: listV2},
		{Name: "range", Run: getRange},
		{Name: "head", Run: head},
		{Name: "copy", Run: copyObject},
		{Name: "append", Run: appendObject},
		{Name: "delete", Run: deleteObject},
		{Name: "delete-many", Run: deleteMany},
		{Name: "style", Run: style},
		{Name: "multipart", Run: multipart},
		{Name: "multipart-copy", Run: multipartCopy},
		{Name: "multipart-abort", Run: multipartAbort},
		{Name: "bucket", Run: buckets},
	})
}

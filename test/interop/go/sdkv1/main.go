// The steps with aliyun-oss-go-sdk, the first Go SDK.
package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"interop/steps"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
)

var (
	client = open()
	bucket = bucketOf(client, steps.Bucket)
	target = bucketOf(client, steps.Target)
)

func open() *oss.Client {
	provider := steps.Must(oss.NewEnvironmentVariableCredentialsProvider())
	version := oss.AuthVersionType(steps.Signature)
	return steps.Must(oss.New(steps.Endpoint, "", "",
		oss.SetCredentialsProvider(&provider), oss.AuthVersion(version), oss.Region(steps.Region)))
}

func bucketOf(client *oss.Client, name string) *oss.Bucket {
	return steps.Must(client.Bucket(name))
}

func refused(err error) steps.Refusal {
	var refusal oss.ServiceError
	if !errors.As(err, &refusal) {
		steps.Fail("It was not refused by the service: %v", err)
	}
	return steps.Refusal{Status: refusal.StatusCode, Code: refusal.Code, RequestID: refusal.RequestID, EC: refusal.Ec}
}

func get(from *oss.Bucket, key string, options ...oss.Option) []byte {
	body := steps.Must(from.GetObject(key, options...))
	defer body.Close()
	return steps.Must(io.ReadAll(body))
}

func getRefused(from *oss.Bucket, key string, options ...oss.Option) steps.Refusal {
	_, err := from.GetObject(key, options...)
	return refused(err)
}

func put() any {
	steps.Check(bucket.PutObjectFromFile("example.mkv", steps.Clip))
	steps.Check(bucket.PutObjectFromFile("picture.png", steps.Picture))
	header := steps.Must(bucket.GetObjectMeta("example.mkv"))
	return map[string]any{"etag": strings.Trim(header.Get("ETag"), `"`), "requestId": header.Get("X-Oss-Request-Id")}
}

func submit(targetKey string, padded bool) func() any {
	return func() any {
		result := steps.Must(bucket.AsyncProcessObject("example.mkv", steps.Animation(targetKey, padded)))
		return map[string]any{"eventId": result.EventId, "requestId": result.RequestId, "taskId": result.TaskId}
	}
}

func fetchResult(key, name string) func() any {
	return func() any {
		steps.WaitFor(func() bool { return steps.Must(target.IsObjectExist(key)) })
		steps.Keep(name, get(target, key))
		header := steps.Must(target.GetObjectDetailedMeta(key))
		return map[string]any{"contentType": header.Get("Content-Type")}
	}
}

func resize() any {
	result := steps.Must(bucket.DoGetObject(&oss.GetObjectRequest{ObjectKey: "picture.png"}, []oss.Option{oss.Process(steps.Resize)}))
	defer result.Response.Close()
	steps.Keep("resize.png", steps.Must(io.ReadAll(result.Response)))
	return map[string]any{"contentType": result.Response.Headers.Get("Content-Type")}
}

func save() any {
	result := steps.Must(bucket.ProcessObject("picture.png", steps.Save("saved/small.png")))
	steps.Keep("save.png", get(target, "saved/small.png"))
	return map[string]any{"status": result.Status, "bucket": result.Bucket, "object": result.Object, "fileSize": result.FileSize}
}

func sign(seconds int64) string {
	return steps.Must(bucket.SignURL("picture.png", oss.HTTPGet, seconds, oss.Process(steps.Resize)))
}

func presign() any {
	status, body := steps.Fetch(sign(600))
	steps.Keep("presign.png", body)
	return map[string]any{"status": status}
}

func presignExpired() any {
	url := sign(1)
	time.Sleep(2500 * time.Millisecond)
	status, body := steps.Fetch(url)
	return map[string]any{"status": status, "body": string(body)}
}

func presignWrong() any {
	status, body := steps.Fetch(strings.Replace(sign(600), "w_50", "w_60", 1))
	return map[string]any{"status": status, "body": string(body)}
}

func openWrong() *oss.Bucket {
	version := oss.AuthVersionType(steps.Signature)
	wrong := steps.Must(oss.New(steps.Endpoint, os.Getenv("OSS_ACCESS_KEY_ID"), "wrong",
		oss.AuthVersion(version), oss.Region(steps.Region)))
	return bucketOf(wrong, steps.Bucket)
}

func wrongSecret() any {
	return getRefused(openWrong(), "picture.png")
}

func wrongSecret20MB() any {
	return refused(openWrong().PutObjectFromFile("refused.bin", steps.Heavy))
}

func badAnimation() any {
	process := strings.Replace(steps.Animation("bad.{autoext}", false), "w_100", "w_5000", 1)
	_, err := bucket.AsyncProcessObject("example.mkv", process)
	return refused(err)
}

func badResize() any {
	return getRefused(bucket, "picture.png", oss.Process("image/resize,w_-1"))
}

func putTexts() any {
	for _, key := range []string{"list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt"} {
		steps.Check(bucket.PutObject(key, strings.NewReader("0123456789")))
	}
	return nil
}

func keysOf(objects []oss.ObjectProperties) []string {
	keys := []string{}
	for _, object := range objects {
		keys = append(keys, object.Key)
	}
	return keys
}

func list() any {
	result := steps.Must(bucket.ListObjects(oss.Prefix("list/"), oss.Delimiter("/")))
	return map[string]any{"keys": keysOf(result.Objects), "prefixes": result.CommonPrefixes}
}

func listV2() any {
	result := steps.Must(bucket.ListObjectsV2(oss.Prefix("list/"), oss.Delimiter("/")))
	return map[string]any{"keys": keysOf(result.Objects), "prefixes": result.CommonPrefixes}
}

func getRange() any {
	request := oss.GetObjectRequest{ObjectKey: "list/影片 1+2.txt"}
	result := steps.Must(bucket.DoGetObject(&request, []oss.Option{oss.Range(2, 5)}))
	defer result.Response.Close()
	text := string(steps.Must(io.ReadAll(result.Response)))
	return map[string]any{"status": result.Response.StatusCode, "text": text}
}

func head() any {
	steps.Check(bucket.PutObject("head.txt", strings.NewReader("0123456789"),
		oss.ContentType("text/plain"), oss.Meta("author", "example")))
	header := steps.Must(bucket.GetObjectDetailedMeta("head.txt"))
	return map[string]any{
		"size":        steps.Number(header.Get("Content-Length")),
		"contentType": header.Get("Content-Type"),
		"author":      header.Get("X-Oss-Meta-Author"),
		"etag":        strings.Trim(header.Get("ETag"), `"`),
	}
}

func copyObject() any {
	steps.Must(bucket.CopyObjectTo(steps.Target, "copied 影片.txt", "list/影片 1+2.txt"))
	return map[string]any{"text": string(get(target, "copied 影片.txt"))}
}

func appendObject() any {
	first := steps.Must(bucket.AppendObject("appended.txt", strings.NewReader("hello "), 0))
	second := steps.Must(bucket.AppendObject("appended.txt", strings.NewReader("world"), first))
	_, err := bucket.AppendObject("appended.txt", strings.NewReader("!"), 3)
	return map[string]any{"next": second, "text": string(get(bucket, "appended.txt")), "wrong": refused(err)}
}

func deleteObject() any {
	steps.Check(bucket.DeleteObject("appended.txt"))
	return getRefused(bucket, "appended.txt")
}

func deleteMany() any {
	steps.Check(bucket.PutObject("many/a&b.txt", strings.NewReader("0123456789")))
	result := steps.Must(bucket.DeleteObjects([]string{"list/影片 1+2.txt", "many/a&b.txt"}))
	return map[string]any{"deleted": result.DeletedObjects}
}

func listStyles() []string {
	names := []string{}
	for _, style := range steps.Must(client.ListBucketStyle(steps.Bucket)).Style {
		names = append(names, style.Name)
	}
	return names
}

func style() any {
	steps.Check(client.PutBucketStyle(steps.Bucket, "small", steps.Resize))
	content := steps.Must(client.GetBucketStyle(steps.Bucket, "small")).Content
	names := listStyles()
	steps.Keep("style.png", get(bucket, "picture.png", oss.Process("style/small")))
	steps.Check(client.DeleteBucketStyle(steps.Bucket, "small"))
	return map[string]any{"content": content, "names": names, "left": len(listStyles())}
}

func multipart() any {
	key := "large/影片 1+2&3.bin"
	steps.Check(bucket.UploadFile(key, steps.Large, steps.PartBytes, oss.Routines(3)))
	header := steps.Must(bucket.GetObjectDetailedMeta(key))
	return map[string]any{
		"size": steps.Number(header.Get("Content-Length")),
		"etag": strings.Trim(header.Get("ETag"), `"`),
	}
}

func multipartCopy() any {
	upload := steps.Must(target.InitiateMultipartUpload("joined/影片 1+2&3.bin"))
	first := int64(2 * steps.PartBytes)
	header := steps.Must(bucket.GetObjectMeta("large/影片 1+2&3.bin"))
	rest := int64(steps.Number(header.Get("Content-Length"))) - first
	parts := []oss.UploadPart{}
	for index, span := range [][2]int64{{0, first}, {first, rest}} {
		parts = append(parts, steps.Must(target.UploadPartCopy(
			upload, steps.Bucket, "large/影片 1+2&3.bin", span[0], span[1], index+1)))
	}
	result := steps.Must(target.CompleteMultipartUpload(upload, parts))
	joined := steps.Must(target.GetObjectMeta(upload.Key))
	return map[string]any{
		"size": steps.Number(joined.Get("Content-Length")),
		"etag": strings.Trim(result.ETag, `"`),
	}
}

func listUploads() []string {
	keys := []string{}
	for _, upload := range steps.Must(bucket.ListMultipartUploads()).Uploads {
		keys = append(keys, upload.Key)
	}
	return keys
}

func multipartAbort() any {
	upload := steps.Must(bucket.InitiateMultipartUpload("aborted/影片 1+2&3.bin"))
	steps.Must(bucket.UploadPart(upload, strings.NewReader("0123456789"), 10, 1))
	parts := []steps.Part{}
	for _, part := range steps.Must(bucket.ListUploadedParts(upload)).UploadedParts {
		parts = append(parts, steps.Part{Number: part.PartNumber, Size: part.Size, ETag: strings.Trim(part.ETag, `"`)})
	}
	uploads := listUploads()
	steps.Check(bucket.AbortMultipartUpload(upload))
	_, err := bucket.ListUploadedParts(upload)
	return map[string]any{"parts": parts, "uploads": uploads, "left": listUploads(), "gone": refused(err)}
}

func listBuckets() []string {
	names := []string{}
	for _, bucket := range steps.Must(client.ListBuckets()).Buckets {
		names = append(names, bucket.Name)
	}
	return names
}

func buckets() any {
	name := "interop-other"
	steps.Check(client.CreateBucket(name, oss.ACL(oss.ACLPrivate)))
	info := steps.Must(client.GetBucketInfo(name)).BucketInfo
	names := listBuckets()
	other := bucketOf(client, name)
	steps.Check(other.PutObject("a.txt", strings.NewReader("a")))
	full := refused(client.DeleteBucket(name))
	steps.Check(other.DeleteObject("a.txt"))
	steps.Check(client.DeleteBucket(name))
	_, err := client.GetBucketInfo(name)
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

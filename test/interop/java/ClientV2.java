import com.aliyun.sdk.service.oss2.OSSClient;
import com.aliyun.sdk.service.oss2.PresignOptions;
import com.aliyun.sdk.service.oss2.credentials.CredentialsProvider;
import com.aliyun.sdk.service.oss2.credentials.EnvironmentVariableCredentialsProvider;
import com.aliyun.sdk.service.oss2.credentials.StaticCredentialsProvider;
import com.aliyun.sdk.service.oss2.exceptions.ServiceException;
import com.aliyun.sdk.service.oss2.models.AbortMultipartUploadRequest;
import com.aliyun.sdk.service.oss2.models.AppendObjectRequest;
import com.aliyun.sdk.service.oss2.models.AsyncProcessObjectRequest;
import com.aliyun.sdk.service.oss2.models.BucketInfo;
import com.aliyun.sdk.service.oss2.models.BucketSummary;
import com.aliyun.sdk.service.oss2.models.CommonPrefix;
import com.aliyun.sdk.service.oss2.models.CompleteMultipartUpload;
import com.aliyun.sdk.service.oss2.models.CompleteMultipartUploadRequest;
import com.aliyun.sdk.service.oss2.models.CopyObjectRequest;
import com.aliyun.sdk.service.oss2.models.DeleteBucketRequest;
import com.aliyun.sdk.service.oss2.models.DeleteMultipleObjectsRequest;
import com.aliyun.sdk.service.oss2.models.DeleteObject;
import com.aliyun.sdk.service.oss2.models.DeleteObjectRequest;
import com.aliyun.sdk.service.oss2.models.DeletedInfo;
import com.aliyun.sdk.service.oss2.models.GetBucketInfoRequest;
import com.aliyun.sdk.service.oss2.models.GetObjectRequest;
import com.aliyun.sdk.service.oss2.models.GetObjectResult;
import com.aliyun.sdk.service.oss2.models.HeadObjectRequest;
import com.aliyun.sdk.service.oss2.models.HeadObjectResult;
import com.aliyun.sdk.service.oss2.models.InitiateMultipartUploadRequest;
import com.aliyun.sdk.service.oss2.models.ListBucketsRequest;
import com.aliyun.sdk.service.oss2.models.ListMultipartUploadsRequest;
import com.aliyun.sdk.service.oss2.models.ListObjectsRequest;
import com.aliyun.sdk.service.oss2.models.ListObjectsV2Request;
import com.aliyun.sdk.service.oss2.models.ListPartsRequest;
import com.aliyun.sdk.service.oss2.models.ObjectSummary;
import com.aliyun.sdk.service.oss2.models.Part;
import com.aliyun.sdk.service.oss2.models.ProcessObjectRequest;
import com.aliyun.sdk.service.oss2.models.PutBucketRequest;
import com.aliyun.sdk.service.oss2.models.PutObjectRequest;
import com.aliyun.sdk.service.oss2.models.PutObjectResult;
import com.aliyun.sdk.service.oss2.models.Upload;
import com.aliyun.sdk.service.oss2.models.UploadPartCopyRequest;
import com.aliyun.sdk.service.oss2.models.UploadPartRequest;
import com.aliyun.sdk.service.oss2.transfermanager.Uploader;
import com.aliyun.sdk.service.oss2.transfermanager.UploaderOptions;
import com.aliyun.sdk.service.oss2.transport.BinaryData;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The steps with alibabacloud-oss-v2, the second Java SDK. It has no calls for styles. */
public final class ClientV2 {
    private static OSSClient oss;

    private static OSSClient open(CredentialsProvider provider) {
        return OSSClient.newBuilder()
                .credentialsProvider(provider)
                .region(Steps.REGION)
                .endpoint(Steps.ENDPOINT)
                .signatureVersion(Steps.SIGNATURE)
                .usePathStyle(true)
                .build();
    }

    private interface Call {
        void run() throws Exception;
    }

    private static Map<String, Object> refused(Call call) throws Exception {
        try {
            call.run();
        } catch (Exception error) {
            ServiceException refusal = ServiceException.asCause(error);
            if (refusal == null) {
                throw error;
            }
            return Steps.facts(
                    "status", refusal.statusCode(),
                    "code", refusal.errorCode(),
                    "requestId", refusal.requestId(),
                    "ec", refusal.ec());
        }
        throw new IllegalStateException("It was not refused.");
    }

    private static GetObjectRequest at(String bucket, String key) {
        return GetObjectRequest.newBuilder().bucket(bucket).key(key).build();
    }

    private static GetObjectRequest processed(String process) {
        return GetObjectRequest.newBuilder().bucket(Steps.BUCKET).key("picture.png").process(process).build();
    }

    private static byte[] get(GetObjectRequest request) throws Exception {
        try (GetObjectResult result = oss.getObject(request)) {
            return Steps.read(result.body());
        }
    }

    private static String getText(String bucket, String key) throws Exception {
        return new String(get(at(bucket, key)), StandardCharsets.UTF_8);
    }

    private static void putText(String bucket, String key, String text) {
        oss.putObject(PutObjectRequest.newBuilder().bucket(bucket).key(key).body(BinaryData.fromString(text)).build());
    }

    private static PutObjectResult putFile(String key, String file) {
        return oss.putObjectFromFile(
                PutObjectRequest.newBuilder().bucket(Steps.BUCKET).key(key).build(), new File(file));
    }

    private static Map<String, Object> put() {
        PutObjectResult result = putFile("example.mkv", Steps.CLIP);
        putFile("picture.png", Steps.PICTURE);
        return Steps.facts("etag", result.eTag().replace("\"", ""), "requestId", result.requestId());
    }

    private static AsyncProcessObjectRequest asynchronously(String process) {
        return AsyncProcessObjectRequest.newBuilder().bucket(Steps.BUCKET).key("example.mkv").process(process).build();
    }

    private static Map<String, Object> submit(String targetKey, boolean isPadded) {
        var task = oss.asyncProcessObject(asynchronously(Steps.animation(targetKey, isPadded))).asyncProcessJson();
        return Steps.facts("eventId", task.eventId(), "requestId", task.processRequestId(), "taskId", task.taskId());
    }

    private static Map<String, Object> fetchResult(String key, String name) throws Exception {
        Steps.waitFor(() -> oss.doesObjectExist(Steps.TARGET, key));
        try (GetObjectResult result = oss.getObject(at(Steps.TARGET, key))) {
            Steps.keep(name, Steps.read(result.body()));
            return Steps.facts("contentType", result.contentType());
        }
    }

    private static Map<String, Object> resize() throws Exception {
        try (GetObjectResult result = oss.getObject(processed(Steps.RESIZE))) {
            Steps.keep("resize.png", Steps.read(result.body()));
            return Steps.facts("contentType", result.contentType());
        }
    }

    private static Map<String, Object> save() throws Exception {
        ProcessObjectRequest request = ProcessObjectRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .key("picture.png")
                .process(Steps.save("saved/small.png"))
                .build();
        var result = oss.processObject(request).imageProcessResult();
        Steps.keep("save.png", get(at(Steps.TARGET, "saved/small.png")));
        return Steps.facts(
                "status", result.status(),
                "bucket", result.bucket(),
                "object", result.object(),
                "fileSize", result.fileSize());
    }

    private static String sign(long seconds) {
        PresignOptions options = PresignOptions.newBuilder().expiration(Duration.ofSeconds(seconds)).build();
        return oss.presign(processed(Steps.RESIZE), options).url();
    }

    private static Map<String, Object> presign() throws Exception {
        Steps.Answer answer = Steps.fetch(sign(600));
        Steps.keep("presign.png", answer.body());
        return Steps.facts("status", answer.status());
    }

    private static Map<String, Object> presignExpired() throws Exception {
        String url = sign(2);
        Thread.sleep(3500);
        return Steps.fetch(url).facts();
    }

    private static Map<String, Object> presignWrong() throws Exception {
        return Steps.fetch(sign(600).replace("w_50", "w_60")).facts();
    }

    private static OSSClient openWrong() {
        return open(new StaticCredentialsProvider(System.getenv("OSS_ACCESS_KEY_ID"), "wrong"));
    }

    private static Map<String, Object> wrongSecret() throws Exception {
        try (OSSClient wrong = openWrong()) {
            return refused(() -> wrong.getObject(at(Steps.BUCKET, "picture.png")));
        }
    }

    private static Map<String, Object> wrongSecret20mb() throws Exception {
        PutObjectRequest request = PutObjectRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .key("refused.bin")
                .body(BinaryData.fromStream(Files.newInputStream(Path.of(Steps.HEAVY))))
                .build();
        try (OSSClient wrong = openWrong()) {
            return refused(() -> wrong.putObject(request));
        }
    }

    private static Map<String, Object> badAnimation() throws Exception {
        String process = Steps.animation("bad.{autoext}", false).replace("w_100", "w_5000");
        return refused(() -> oss.asyncProcessObject(asynchronously(process)));
    }

    private static Map<String, Object> badResize() throws Exception {
        return refused(() -> oss.getObject(processed("image/resize,w_-1")));
    }

    private static Map<String, Object> putTexts() {
        for (String key : List.of("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt")) {
            putText(Steps.BUCKET, key, "0123456789");
        }
        return Steps.facts();
    }

    private static Map<String, Object> listed(List<ObjectSummary> objects, List<CommonPrefix> prefixes) {
        return Steps.facts(
                "keys", objects.stream().map(ObjectSummary::key).toList(),
                "prefixes", prefixes.stream().map(CommonPrefix::prefix).toList());
    }

    private static Map<String, Object> list() {
        var result = oss.listObjects(
                ListObjectsRequest.newBuilder().bucket(Steps.BUCKET).prefix("list/").delimiter("/").build());
        return listed(result.contents(), result.commonPrefixes());
    }

    private static Map<String, Object> listV2() {
        var result = oss.listObjectsV2(
                ListObjectsV2Request.newBuilder().bucket(Steps.BUCKET).prefix("list/").delimiter("/").build());
        return listed(result.contents(), result.commonPrefixes());
    }

    private static Map<String, Object> range() throws Exception {
        GetObjectRequest request = GetObjectRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .key("list/影片 1+2.txt")
                .range("bytes=2-5")
                .build();
        try (GetObjectResult result = oss.getObject(request)) {
            return Steps.facts("status", result.statusCode(), "text", Steps.text(result.body()));
        }
    }

    private static Map<String, Object> head() {
        oss.putObject(PutObjectRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .key("head.txt")
                .body(BinaryData.fromString("0123456789"))
                .contentType("text/plain")
                .metadata(Map.of("author", "example"))
                .build());
        HeadObjectResult result =
                oss.headObject(HeadObjectRequest.newBuilder().bucket(Steps.BUCKET).key("head.txt").build());
        return Steps.facts(
                "size", result.contentLength(),
                "contentType", result.contentType(),
                "author", result.metadata().get("author"),
                "etag", result.eTag().replace("\"", ""));
    }

    private static Map<String, Object> copy() throws Exception {
        oss.copyObject(CopyObjectRequest.newBuilder()
                .bucket(Steps.TARGET)
                .key("copied 影片.txt")
                .sourceBucket(Steps.BUCKET)
                .sourceKey("list/影片 1+2.txt")
                .build());
        return Steps.facts("text", getText(Steps.TARGET, "copied 影片.txt"));
    }

    private static long appendAt(long position, String text) {
        return oss.appendObject(AppendObjectRequest.newBuilder()
                        .bucket(Steps.BUCKET)
                        .key("appended.txt")
                        .position(position)
                        .body(BinaryData.fromString(text))
                        .build())
                .nextAppendPosition();
    }

    private static Map<String, Object> append() throws Exception {
        long second = appendAt(appendAt(0, "hello "), "world");
        String text = getText(Steps.BUCKET, "appended.txt");
        return Steps.facts("next", second, "text", text, "wrong", refused(() -> appendAt(3, "!")));
    }

    private static void delete(String bucket, String key) {
        oss.deleteObject(DeleteObjectRequest.newBuilder().bucket(bucket).key(key).build());
    }

    private static Map<String, Object> deleted() throws Exception {
        delete(Steps.BUCKET, "appended.txt");
        return refused(() -> oss.getObject(at(Steps.BUCKET, "appended.txt")));
    }

    private static DeleteObject deletion(String key) {
        return DeleteObject.newBuilder().key(key).build();
    }

    private static Map<String, Object> deleteMany() {
        putText(Steps.BUCKET, "many/a&b.txt", "0123456789");
        var result = oss.deleteMultipleObjects(DeleteMultipleObjectsRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .deleteObjects(List.of(deletion("list/影片 1+2.txt"), deletion("many/a&b.txt")))
                .build());
        return Steps.facts("deleted", result.deletedObjects().stream().map(DeletedInfo::key).toList());
    }

    private static Map<String, Object> multipart() throws Exception {
        String key = "large/影片 1+2&3.bin";
        UploaderOptions options = UploaderOptions.newBuilder().partSize(Steps.PART_BYTES).build();
        PutObjectRequest request = PutObjectRequest.newBuilder().bucket(Steps.BUCKET).key(key).build();
        new Uploader(oss, options).uploadFile(request, Steps.LARGE);
        HeadObjectResult result =
                oss.headObject(HeadObjectRequest.newBuilder().bucket(Steps.BUCKET).key(key).build());
        return Steps.facts("size", result.contentLength(), "etag", result.eTag().replace("\"", ""));
    }

    private static Map<String, Object> multipartCopy() throws Exception {
        String key = "joined/影片 1+2&3.bin";
        String upload = oss.initiateMultipartUpload(
                        InitiateMultipartUploadRequest.newBuilder().bucket(Steps.TARGET).key(key).build())
                .initiateMultipartUpload()
                .uploadId();
        long first = 2 * Steps.PART_BYTES;
        List<Part> parts = new ArrayList<>();
        for (String span : List.of("bytes=0-" + (first - 1), "bytes=" + first + "-")) {
            long number = parts.size() + 1;
            var copied = oss.uploadPartCopy(UploadPartCopyRequest.newBuilder()
                    .bucket(Steps.TARGET)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .sourceBucket(Steps.BUCKET)
                    .sourceKey("large/影片 1+2&3.bin")
                    .copySourceRange(span)
                    .build());
            parts.add(Part.newBuilder().partNumber(number).eTag(copied.copyPartResult().eTag()).build());
        }
        var joined = oss.completeMultipartUpload(CompleteMultipartUploadRequest.newBuilder()
                .bucket(Steps.TARGET)
                .key(key)
                .uploadId(upload)
                .completeMultipartUpload(
                        CompleteMultipartUpload.newBuilder().parts(parts).build())
                .build());
        HeadObjectResult result =
                oss.headObject(HeadObjectRequest.newBuilder().bucket(Steps.TARGET).key(key).build());
        String etag = joined.completeMultipartUpload().eTag().replace("\"", "");
        return Steps.facts("size", result.contentLength(), "etag", etag);
    }

    private static List<String> listUploads() {
        var result = oss.listMultipartUploads(
                ListMultipartUploadsRequest.newBuilder().bucket(Steps.BUCKET).build());
        return result.uploads().stream().map(Upload::key).toList();
    }

    private static List<Map<String, Object>> listParts(String key, String upload) {
        var result = oss.listParts(
                ListPartsRequest.newBuilder().bucket(Steps.BUCKET).key(key).uploadId(upload).build());
        return result.parts().stream()
                .map(part -> Steps.facts(
                        "number", part.partNumber(),
                        "size", part.size(),
                        "etag", part.eTag().replace("\"", "")))
                .toList();
    }

    private static Map<String, Object> multipartAbort() throws Exception {
        String key = "aborted/影片 1+2&3.bin";
        String upload = oss.initiateMultipartUpload(
                        InitiateMultipartUploadRequest.newBuilder().bucket(Steps.BUCKET).key(key).build())
                .initiateMultipartUpload()
                .uploadId();
        oss.uploadPart(UploadPartRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .key(key)
                .uploadId(upload)
                .partNumber(1L)
                .body(BinaryData.fromString("0123456789"))
                .build());
        List<Map<String, Object>> parts = listParts(key, upload);
        List<String> uploads = listUploads();
        oss.abortMultipartUpload(AbortMultipartUploadRequest.newBuilder()
                .bucket(Steps.BUCKET)
                .key(key)
                .uploadId(upload)
                .build());
        Map<String, Object> gone = refused(() -> listParts(key, upload));
        return Steps.facts("parts", parts, "uploads", uploads, "left", listUploads(), "gone", gone);
    }

    private static BucketInfo infoOf(String name) {
        return oss.getBucketInfo(GetBucketInfoRequest.newBuilder().bucket(name).build()).bucketInfo();
    }

    private static Map<String, Object> buckets() throws Exception {
        String name = "interop-other";
        DeleteBucketRequest deletion = DeleteBucketRequest.newBuilder().bucket(name).build();
        oss.putBucket(PutBucketRequest.newBuilder().bucket(name).acl("private").build());
        BucketInfo info = infoOf(name);
        var listing = oss.listBuckets(ListBucketsRequest.newBuilder().build());
        putText(name, "a.txt", "a");
        Map<String, Object> full = refused(() -> oss.deleteBucket(deletion));
        delete(name, "a.txt");
        oss.deleteBucket(deletion);
        return Steps.facts(
                "name", info.name(),
                "location", info.location(),
                "acl", info.accessControlList().grant(),
                "names", listing.buckets().stream().map(BucketSummary::name).toList(),
                "full", full,
                "gone", refused(() -> infoOf(name)));
    }

    public static void main(String[] arguments) throws Exception {
        oss = open(new EnvironmentVariableCredentialsProvider());
        new Steps()
                .add("put", ClientV2::put)
                .add("submit-unpadded", () -> submit("outobjprefix.{autoext}", false))
                .add("submit-padded", () -> submit("padded/outobjprefix.{autoext}", true))
                .add("result-unpadded", () -> fetchResult("outobjprefix.gif", "unpadded.gif"))
                .add("result-padded", () -> fetchResult("padded/outobjprefix.gif", "padded.gif"))
                .add("resize", ClientV2::resize)
                .add("save", ClientV2::save)
                .add("presign", ClientV2::presign)
                .add("presign-expired", ClientV2::presignExpired)
                .add("presign-wrong", ClientV2::presignWrong)
                .add("wrong-secret", ClientV2::wrongSecret)
                .add("wrong-secret-20mb", ClientV2::wrongSecret20mb)
                .add("bad-animation", ClientV2::badAnimation)
                .add("bad-resize", ClientV2::badResize)
                .add("put-texts", ClientV2::putTexts)
                .add("list", ClientV2::list)
                .add("list-v2", ClientV2::listV2)
                .add("range", ClientV2::range)
                .add("head", ClientV2::head)
                .add("copy", ClientV2::copy)
                .add("append", ClientV2::append)
                .add("delete", ClientV2::deleted)
                .add("delete-many", ClientV2::deleteMany)
                .add("multipart", ClientV2::multipart)
                .add("multipart-copy", ClientV2::multipartCopy)
                .add("multipart-abort", ClientV2::multipartAbort)
                .add("bucket", ClientV2::buckets)
                .run();
        oss.close();
    }
}

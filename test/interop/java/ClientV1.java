import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.CredentialsProviderFactory;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.AppendObjectResult;
import com.aliyun.oss.model.AsyncProcessObjectRequest;
import com.aliyun.oss.model.AsyncProcessObjectResult;
import com.aliyun.oss.model.Bucket;
import com.aliyun.oss.model.BucketInfo;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CreateBucketRequest;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.GeneratePresignedUrlRequest;
import com.aliyun.oss.model.GenericResult;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.ProcessObjectRequest;
import com.aliyun.oss.model.PutImageStyleRequest;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.Style;
import com.aliyun.oss.model.UploadFileRequest;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps with aliyun-sdk-oss, the first Java SDK. */
public final class ClientV1 {
    private static OSS oss;

    private static OSS open(CredentialsProvider provider) {
        ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
        configuration.setSignatureVersion(Steps.SIGNATURE.equals("v4") ? SignVersion.V4 : SignVersion.V1);
        configuration.setSLDEnabled(true);
        return OSSClientBuilder.create()
                .endpoint(Steps.ENDPOINT)
                .credentialsProvider(provider)
                .clientConfiguration(configuration)
                .region(Steps.REGION)
                .build();
    }

    private interface Call {
        void run() throws Exception;
    }

    /** The exception of this SDK does not tell the HTTP status. */
    private static Map<String, Object> refused(Call call) throws Exception {
        try {
            call.run();
        } catch (OSSException error) {
            return Steps.facts("code", error.getErrorCode(), "requestId", error.getRequestId(), "ec", error.getEC());
        }
        throw new IllegalStateException("It was not refused.");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static GetObjectRequest processed(String process) {
        GetObjectRequest request = new GetObjectRequest(Steps.BUCKET, "picture.png");
        request.setProcess(process);
        return request;
    }

    private static Map<String, Object> put() {
        PutObjectResult result = oss.putObject(Steps.BUCKET, "example.mkv", new File(Steps.CLIP));
        oss.putObject(Steps.BUCKET, "picture.png", new File(Steps.PICTURE));
        return Steps.facts("etag", result.getETag(), "requestId", result.getRequestId());
    }

    private static Map<String, Object> submit(String targetKey, boolean isPadded) {
        AsyncProcessObjectResult result = oss.asyncProcessObject(new AsyncProcessObjectRequest(
                Steps.BUCKET, "example.mkv", Steps.animation(targetKey, isPadded)));
        return Steps.facts(
                "eventId", result.getEventId(), "requestId", result.getAsyncRequestId(), "taskId", result.getTaskId());
    }

    private static Map<String, Object> fetchResult(String key, String name) throws Exception {
        Steps.waitFor(() -> oss.doesObjectExist(Steps.TARGET, key));
        try (OSSObject object = oss.getObject(Steps.TARGET, key)) {
            Steps.keep(name, Steps.read(object.getObjectContent()));
            return Steps.facts("contentType", object.getObjectMetadata().getContentType());
        }
    }

    private static Map<String, Object> resize() throws Exception {
        try (OSSObject object = oss.getObject(processed(Steps.RESIZE))) {
            Steps.keep("resize.png", Steps.read(object.getObjectContent()));
            return Steps.facts("contentType", object.getObjectMetadata().getContentType());
        }
    }

    private static String find(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)").matcher(json);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** The SDK leaves the JSON of the answer to the caller. */
    private static Map<String, Object> save() throws Exception {
        ProcessObjectRequest request =
                new ProcessObjectRequest(Steps.BUCKET, "picture.png", Steps.save("saved/small.png"));
        GenericResult result = oss.processObject(request);
        String json = Steps.text(result.getResponse().getContent());
        OSSObject object = oss.getObject(Steps.TARGET, "saved/small.png");
        Steps.keep("save.png", Steps.read(object.getObjectContent()));
        return Steps.facts(
                "status", find("status", json),
                "bucket", find("bucket", json),
                "object", find("object", json),
                "fileSize", Integer.valueOf(find("fileSize", json)));
    }

    private static String sign(long seconds) {
        GeneratePresignedUrlRequest request = new GeneratePresignedUrlRequest(Steps.BUCKET, "picture.png");
        request.setExpiration(new Date(System.currentTimeMillis() + seconds * 1000));
        request.setProcess(Steps.RESIZE);
        return oss.generatePresignedUrl(request).toString();
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

    private static OSS openWrong() {
        return open(new DefaultCredentialProvider(System.getenv("OSS_ACCESS_KEY_ID"), "wrong"));
    }

    private static Map<String, Object> wrongSecret() throws Exception {
        OSS wrong = openWrong();
        try {
            return refused(() -> wrong.getObject(Steps.BUCKET, "picture.png"));
        } finally {
            wrong.shutdown();
        }
    }

    private static Map<String, Object> wrongSecret20mb() throws Exception {
        OSS wrong = openWrong();
        try {
            return refused(() -> wrong.putObject(Steps.BUCKET, "refused.bin", new File(Steps.HEAVY)));
        } finally {
            wrong.shutdown();
        }
    }

    private static Map<String, Object> badAnimation() throws Exception {
        String process = Steps.animation("bad.{autoext}", false).replace("w_100", "w_5000");
        return refused(() ->
                oss.asyncProcessObject(new AsyncProcessObjectRequest(Steps.BUCKET, "example.mkv", process)));
    }

    private static Map<String, Object> badResize() throws Exception {
        return refused(() -> oss.getObject(processed("image/resize,w_-1")));
    }

    private static Map<String, Object> putTexts() {
        for (String key : List.of("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt")) {
            oss.putObject(Steps.BUCKET, key, stream("0123456789"));
        }
        return Steps.facts();
    }

    private static Map<String, Object> listed(List<OSSObjectSummary> objects, List<String> prefixes) {
        return Steps.facts("keys", objects.stream().map(OSSObjectSummary::getKey).toList(), "prefixes", prefixes);
    }

    private static Map<String, Object> list() {
        var listing = oss.listObjects(new ListObjectsRequest(Steps.BUCKET).withPrefix("list/").withDelimiter("/"));
        return listed(listing.getObjectSummaries(), listing.getCommonPrefixes());
    }

    private static Map<String, Object> listV2() {
        var request = new ListObjectsV2Request(Steps.BUCKET).withPrefix("list/").withDelimiter("/");
        var listing = oss.listObjectsV2(request);
        return listed(listing.getObjectSummaries(), listing.getCommonPrefixes());
    }

    private static Map<String, Object> range() throws Exception {
        GetObjectRequest request = new GetObjectRequest(Steps.BUCKET, "list/影片 1+2.txt").withRange(2, 5);
        try (OSSObject object = oss.getObject(request)) {
            int status = object.getResponse().getStatusCode();
            return Steps.facts("status", status, "text", Steps.text(object.getObjectContent()));
        }
    }

    private static Map<String, Object> head() {
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.setContentType("text/plain");
        metadata.addUserMetadata("author", "example");
        oss.putObject(Steps.BUCKET, "head.txt", stream("0123456789"), metadata);
        ObjectMetadata found = oss.headObject(Steps.BUCKET, "head.txt");
        return Steps.facts(
                "size", found.getContentLength(),
                "contentType", found.getContentType(),
                "author", found.getUserMetadata().get("author"),
                "etag", found.getETag());
    }

    private static Map<String, Object> copy() throws Exception {
        oss.copyObject(Steps.BUCKET, "list/影片 1+2.txt", Steps.TARGET, "copied 影片.txt");
        return Steps.facts("text", Steps.text(oss.getObject(Steps.TARGET, "copied 影片.txt").getObjectContent()));
    }

    private static AppendObjectResult appendAt(long position, String text) {
        return oss.appendObject(
                new AppendObjectRequest(Steps.BUCKET, "appended.txt", stream(text)).withPosition(position));
    }

    private static Map<String, Object> append() throws Exception {
        long first = appendAt(0, "hello ").getNextPosition();
        long second = appendAt(first, "world").getNextPosition();
        String text = Steps.text(oss.getObject(Steps.BUCKET, "appended.txt").getObjectContent());
        return Steps.facts("next", second, "text", text, "wrong", refused(() -> appendAt(3, "!")));
    }

    private static Map<String, Object> delete() throws Exception {
        oss.deleteObject(Steps.BUCKET, "appended.txt");
        return refused(() -> oss.getObject(Steps.BUCKET, "appended.txt"));
    }

    private static Map<String, Object> deleteMany() {
        oss.putObject(Steps.BUCKET, "many/a&b.txt", stream("0123456789"));
        List<String> keys = List.of("list/影片 1+2.txt", "many/a&b.txt");
        var result = oss.deleteObjects(new DeleteObjectsRequest(Steps.BUCKET).withKeys(keys));
        return Steps.facts("deleted", result.getDeletedObjects());
    }

    private static Map<String, Object> style() throws Exception {
        PutImageStyleRequest request = new PutImageStyleRequest();
        request.SetBucketName(Steps.BUCKET);
        request.SetStyleName("small");
        request.SetStyle(Steps.RESIZE);
        oss.putImageStyle(request);
        String content = oss.getImageStyle(Steps.BUCKET, "small").GetStyle();
        List<String> names = oss.listImageStyle(Steps.BUCKET).stream().map(Style::GetStyleName).toList();
        Steps.keep("style.png", Steps.read(oss.getObject(processed("style/small")).getObjectContent()));
        oss.deleteImageStyle(Steps.BUCKET, "small");
        return Steps.facts("content", content, "names", names, "left", oss.listImageStyle(Steps.BUCKET).size());
    }

    /** The SDK says that this call throws anything. */
    private static void uploadFile(UploadFileRequest request) throws Exception {
        try {
            oss.uploadFile(request);
        } catch (Throwable error) {
            throw new IllegalStateException(error);
        }
    }

    private static Map<String, Object> multipart() throws Exception {
        String key = "large/影片 1+2&3.bin";
        uploadFile(new UploadFileRequest(Steps.BUCKET, key, Steps.LARGE, Steps.PART_BYTES, 3));
        ObjectMetadata found = oss.headObject(Steps.BUCKET, key);
        return Steps.facts("size", found.getContentLength(), "etag", found.getETag());
    }

    private static Map<String, Object> multipartCopy() throws Exception {
        String key = "joined/影片 1+2&3.bin";
        String source = "large/影片 1+2&3.bin";
        String upload = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest(Steps.TARGET, key))
                .getUploadId();
        long first = 2 * Steps.PART_BYTES;
        long rest = oss.headObject(Steps.BUCKET, source).getContentLength() - first;
        List<PartETag> parts = new ArrayList<>();
        for (long[] span : new long[][] {{0, first}, {first, rest}}) {
            int number = parts.size() + 1;
            parts.add(oss.uploadPartCopy(new UploadPartCopyRequest(
                            Steps.BUCKET, source, Steps.TARGET, key, upload, number, span[0], span[1]))
                    .getPartETag());
        }
        String etag = oss.completeMultipartUpload(
                        new CompleteMultipartUploadRequest(Steps.TARGET, key, upload, parts))
                .getETag();
        return Steps.facts("size", oss.headObject(Steps.TARGET, key).getContentLength(), "etag", etag);
    }

    private static List<String> listUploads() {
        var listing = oss.listMultipartUploads(new ListMultipartUploadsRequest(Steps.BUCKET));
        return listing.getMultipartUploads().stream().map(MultipartUpload::getKey).toList();
    }

    private static List<Map<String, Object>> listParts(String key, String upload) {
        return oss.listParts(new ListPartsRequest(Steps.BUCKET, key, upload)).getParts().stream()
                .map(part -> Steps.facts(
                        "number", part.getPartNumber(), "size", part.getSize(), "etag", part.getETag()))
                .toList();
    }

    private static Map<String, Object> multipartAbort() throws Exception {
        String key = "aborted/影片 1+2&3.bin";
        String upload = oss.initiateMultipartUpload(new InitiateMultipartUploadRequest(Steps.BUCKET, key))
                .getUploadId();
        oss.uploadPart(new UploadPartRequest(Steps.BUCKET, key, upload, 1, stream("0123456789"), 10));
        List<Map<String, Object>> parts = listParts(key, upload);
        List<String> uploads = listUploads();
        oss.abortMultipartUpload(new AbortMultipartUploadRequest(Steps.BUCKET, key, upload));
        Map<String, Object> gone = refused(() -> listParts(key, upload));
        return Steps.facts("parts", parts, "uploads", uploads, "left", listUploads(), "gone", gone);
    }

    private static Map<String, Object> buckets() throws Exception {
        String name = "interop-other";
        CreateBucketRequest request = new CreateBucketRequest(name);
        request.setCannedACL(CannedAccessControlList.Private);
        oss.createBucket(request);
        BucketInfo info = oss.getBucketInfo(name);
        List<String> names = oss.listBuckets().stream().map(Bucket::getName).toList();
        oss.putObject(name, "a.txt", stream("a"));
        Map<String, Object> full = refused(() -> oss.deleteBucket(name));
        oss.deleteObject(name, "a.txt");
        oss.deleteBucket(name);
        return Steps.facts(
                "name", info.getBucket().getName(),
                "location", info.getBucket().getLocation(),
                "acl", info.getCannedACL().toString(),
                "names", names,
                "full", full,
                "gone", refused(() -> oss.getBucketInfo(name)));
    }

    public static void main(String[] arguments) throws Exception {
        oss = open(CredentialsProviderFactory.newEnvironmentVariableCredentialsProvider());
        new Steps()
                .add("put", ClientV1::put)
                .add("submit-unpadded", () -> submit("outobjprefix.{autoext}", false))
                .add("submit-padded", () -> submit("padded/outobjprefix.{autoext}", true))
                .add("result-unpadded", () -> fetchResult("outobjprefix.gif", "unpadded.gif"))
                .add("result-padded", () -> fetchResult("padded/outobjprefix.gif", "padded.gif"))
                .add("resize", ClientV1::resize)
                .add("save", ClientV1::save)
                .add("presign", ClientV1::presign)
                .add("presign-expired", ClientV1::presignExpired)
                .add("presign-wrong", ClientV1::presignWrong)
                .add("wrong-secret", ClientV1::wrongSecret)
                .add("wrong-secret-20mb", ClientV1::wrongSecret20mb)
                .add("bad-animation", ClientV1::badAnimation)
                .add("bad-resize", ClientV1::badResize)
                .add("put-texts", ClientV1::putTexts)
                .add("list", ClientV1::list)
                .add("list-v2", ClientV1::listV2)
                .add("range", ClientV1::range)
                .add("head", ClientV1::head)
                .add("copy", ClientV1::copy)
                .add("append", ClientV1::append)
                .add("delete", ClientV1::delete)
                .add("delete-many", ClientV1::deleteMany)
                .add("style", ClientV1::style)
                .add("multipart", ClientV1::multipart)
                .add("multipart-copy", ClientV1::multipartCopy)
                .add("multipart-abort", ClientV1::multipartAbort)
                .add("bucket", ClientV1::buckets)
                .run();
        oss.shutdown();
    }
}

import com.aliyun.oss.OSSException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.dromara.x.file.storage.core.FileInfo;
import org.dromara.x.file.storage.core.FileStorageProperties;
import org.dromara.x.file.storage.core.FileStorageProperties.AliyunOssConfig;
import org.dromara.x.file.storage.core.FileStorageService;
import org.dromara.x.file.storage.core.FileStorageServiceBuilder;

/** The steps with x-file-storage, which has one interface for the storages of many clouds. */
public final class ClientXFileStorage {
    private static FileStorageService open(String secret) {
        AliyunOssConfig config = new AliyunOssConfig();
        config.setPlatform("oss");
        config.setAccessKey(System.getenv("OSS_ACCESS_KEY_ID")).setSecretKey(secret);
        config.setEndPoint(Steps.ENDPOINT).setBucketName(Steps.BUCKET).setDomain("").setBasePath("");
        FileStorageProperties properties = new FileStorageProperties();
        properties.setDefaultPlatform("oss");
        properties.setAliyunOss(List.of(config));
        return FileStorageServiceBuilder.create(properties).useDefault().build();
    }

    private static FileInfo at(String path, String name) {
        return new FileInfo().setPlatform("oss").setBasePath("").setPath(path).setFilename(name).setExt("txt");
    }

    private static Map<String, Object> putTexts(FileStorageService files) {
        for (String[] key : List.of(
                new String[] {"list/", "a.txt"}, new String[] {"list/", "影片 1+2.txt"}, new String[] {"list/sub/", "c.txt"})) {
            byte[] text = "0123456789".getBytes(StandardCharsets.UTF_8);
            files.of(text, key[1]).setPath(key[0]).setSaveFilename(key[1]).upload();
        }
        return Steps.facts();
    }

    private static Map<String, Object> list(FileStorageService files) {
        var found = files.listFiles().setPath("list/").listFiles();
        return Steps.facts(
                "keys", found.getFileList().stream().map(each -> "list/" + each.getFilename()).toList(),
                "prefixes", found.getDirList().stream().map(each -> "list/" + each.getName() + "/").toList());
    }

    private static Map<String, Object> copy(FileStorageService files) {
        FileInfo source = at("list/", "影片 1+2.txt");
        FileInfo copied = files.copy(source).setPath("").setFilename("copied 影片.txt").copy();
        return Steps.facts("text", new String(files.download(copied).bytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, Object> signedText(FileStorageService files) throws Exception {
        String url = files.generatePresignedUrl(at("list/", "影片 1+2.txt"), new Date(System.currentTimeMillis() + 60_000));
        Steps.Answer answer = Steps.fetch(url);
        return Steps.facts("status", answer.status(), "text", new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static Map<String, Object> removed(FileStorageService files) {
        FileInfo copied = at("", "copied 影片.txt");
        boolean isThere = files.exists(copied);
        files.delete(copied);
        return Steps.facts("before", isThere, "after", files.exists(copied));
    }

    private static Map<String, Object> wrongSecret20mb() {
        try {
            open("wrong").of(new File(Steps.HEAVY)).setPath("").setSaveFilename("refused.bin").upload();
        } catch (RuntimeException error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof OSSException told) {
                    return Steps.facts("code", told.getErrorCode(), "requestId", told.getRequestId(), "ec", told.getEC());
                }
            }
            throw error;
        }
        throw new IllegalStateException("It was not refused.");
    }

    public static void main(String[] arguments) {
        FileStorageService files = open(System.getenv("OSS_ACCESS_KEY_SECRET"));
        new Steps()
                .add("put-texts", () -> putTexts(files))
                .add("list", () -> list(files))
                .add("copy", () -> copy(files))
                .add("signed-text", () -> signedText(files))
                .add("removed", () -> removed(files))
                .add("wrong-secret-20mb", ClientXFileStorage::wrongSecret20mb)
                .run();
    }
}

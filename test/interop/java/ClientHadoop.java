import com.aliyun.oss.OSSException;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** The steps with hadoop-aliyun, OSS as a file system of Hadoop. */
public final class ClientHadoop {
    private static final Path ROOT = new Path("oss://" + Steps.BUCKET + "/");

    private static Configuration configuration(String secret) {
        Configuration configuration = new Configuration();
        configuration.set("fs.oss.impl", "org.apache.hadoop.fs.aliyun.oss.AliyunOSSFileSystem");
        configuration.set("fs.oss.endpoint", Steps.ENDPOINT);
        configuration.set("fs.oss.accessKeyId", System.getenv("OSS_ACCESS_KEY_ID"));
        configuration.set("fs.oss.accessKeySecret", secret);
        configuration.setInt("fs.oss.attempts.maximum", 1);
        return configuration;
    }

    private static FileSystem open(String secret) throws Exception {
        return FileSystem.newInstance(ROOT.toUri(), configuration(secret));
    }

    private static Path at(String key) {
        return new Path(ROOT, key);
    }

    private static Map<String, Object> putTexts(FileSystem files) throws Exception {
        for (String key : List.of("list/a.txt", "list/影片 1+2.txt", "list/sub/c.txt")) {
            try (OutputStream out = files.create(at(key))) {
                out.write("0123456789".getBytes(StandardCharsets.UTF_8));
            }
        }
        return Steps.facts();
    }

    private static Map<String, Object> list(FileSystem files) throws Exception {
        List<FileStatus> found = Arrays.stream(files.listStatus(at("list"))).sorted().toList();
        return Steps.facts(
                "keys", found.stream().filter(FileStatus::isFile).map(ClientHadoop::nameOf).toList(),
                "prefixes", found.stream().filter(FileStatus::isDirectory).map(each -> nameOf(each) + "/").toList());
    }

    private static String nameOf(FileStatus status) {
        return status.getPath().toUri().getPath().substring(1);
    }

    private static Map<String, Object> range(FileSystem files) throws Exception {
        try (FSDataInputStream in = files.open(at("list/影片 1+2.txt"))) {
            byte[] bytes = new byte[4];
            in.readFully(2, bytes);
            return Steps.facts("text", new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Object> copy(FileSystem files) throws Exception {
        FileUtil.copy(files, at("list/影片 1+2.txt"), files, at("copied 影片.txt"), false, configuration(""));
        return Steps.facts("text", Steps.text(files.open(at("copied 影片.txt"))));
    }

    private static Map<String, Object> moved(FileSystem files) throws Exception {
        boolean isMoved = files.rename(at("list"), at("moved 目录"));
        String text = Steps.text(files.open(at("moved 目录/sub/c.txt")));
        return Steps.facts("done", isMoved, "text", text, "before", files.exists(at("list/a.txt")));
    }

    private static Map<String, Object> removed(FileSystem files) throws Exception {
        Path path = at("copied 影片.txt");
        boolean isThere = files.exists(path);
        files.delete(path, false);
        return Steps.facts("before", isThere, "after", files.exists(path));
    }

    /** Larger than a part, so that it comes in parts. */
    private static Map<String, Object> wrongSecret20mb() throws Exception {
        try (FileSystem wrong = open("wrong")) {
            FileUtil.copy(new File(Steps.HEAVY), wrong, at("refused.bin"), false, configuration("wrong"));
        } catch (Exception error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof OSSException told) {
                    // This version of the SDK reads no EC number.
                    String ec = told.getRawResponseError().replaceAll("(?s).*<EC>(.*?)</EC>.*", "$1");
                    return Steps.facts("code", told.getErrorCode(), "requestId", told.getRequestId(), "ec", ec);
                }
            }
            throw error;
        }
        throw new IllegalStateException("It was not refused.");
    }

    public static void main(String[] arguments) throws Exception {
        try (FileSystem files = open(System.getenv("OSS_ACCESS_KEY_SECRET"))) {
            new Steps()
                    .add("put-texts", () -> putTexts(files))
                    .add("list", () -> list(files))
                    .add("range", () -> range(files))
                    .add("copy", () -> copy(files))
                    .add("removed", () -> removed(files))
                    .add("moved", () -> moved(files))
                    .add("wrong-secret-20mb", ClientHadoop::wrongSecret20mb)
                    .run();
        }
    }
}

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Runs the steps of a client and prints one JSON line for each. */
final class Steps {
    static final String ENDPOINT = System.getenv("OSS_ENDPOINT");
    static final String REGION = System.getenv("OSS_REGION");
    static final String BUCKET = System.getenv("OSS_BUCKET");
    static final String TARGET = System.getenv("OSS_TARGET_BUCKET");
    static final String SIGNATURE = System.getenv("OSS_SIGNATURE");
    static final String CLIP = System.getenv("CLIP");
    static final String PICTURE = System.getenv("PICTURE");
    static final String LARGE = System.getenv("LARGE");
    static final String HEAVY = System.getenv("HEAVY");
    static final long PART_BYTES = 100 * 1024;
    static final String RESIZE = "image/resize,m_fixed,w_50,h_40";

    /** What a plain GET brought. */
    record Answer(int status, byte[] body) {
        Map<String, Object> facts() {
            return Steps.facts("status", status, "body", new String(body, StandardCharsets.UTF_8));
        }
    }

    private final Map<String, Callable<Map<String, Object>>> steps = new LinkedHashMap<>();

    Steps add(String name, Callable<Map<String, Object>> step) {
        steps.put(name, step);
        return this;
    }

    /** Runs the steps that the driver names. */
    void run() {
        steps.keySet().retainAll(List.of(System.getenv("STEPS").split(",")));
        steps.forEach((name, step) -> System.out.println(json(attempt(name, step))));
    }

    private static Map<String, Object> attempt(String name, Callable<Map<String, Object>> step) {
        try {
            return facts("step", name, "ok", true, "detail", step.call());
        } catch (Exception error) {
            String cause = error.getCause() == null ? "" : " since " + error.getCause();
            return facts("step", name, "ok", false, "detail", error + cause);
        }
    }

    static Map<String, Object> facts(Object... pairs) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            facts.put((String) pairs[index], pairs[index + 1]);
        }
        return facts;
    }

    static String encode(String text, boolean isPadded) {
        Base64.Encoder encoder = isPadded ? Base64.getUrlEncoder() : Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The process string of an animation that is saved and told of. */
    static String animation(String targetKey, boolean isPadded) {
        return String.format(
                "video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,b_%s,o_%s/notify,topic_%s",
                encode(TARGET, isPadded), encode(targetKey, isPadded), encode("AudioConvert", isPadded));
    }

    static String save(String targetKey) {
        return String.format("%s|sys/saveas,o_%s,b_%s", RESIZE, encode(targetKey, false), encode(TARGET, false));
    }

    static void keep(String name, byte[] content) throws Exception {
        Files.write(Path.of(System.getenv("OUTPUT"), name), content);
    }

    static byte[] read(InputStream content) throws Exception {
        try (content) {
            return content.readAllBytes();
        }
    }

    static String text(InputStream content) throws Exception {
        return new String(read(content), StandardCharsets.UTF_8);
    }

    static Answer fetch(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.body());
    }

    static void waitFor(Callable<Boolean> exists) throws Exception {
        for (int attempt = 0; attempt < 300; attempt++) {
            if (exists.call()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("The object did not come within 30 seconds.");
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Steps::json).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(unit -> unit < ' ' || unit > '~' || unit == '"' || unit == '\\'
                        ? String.format("\\u%04x", unit)
                        : String.valueOf((char) unit))
                .collect(Collectors.joining("", "\"", "\""));
    }
}

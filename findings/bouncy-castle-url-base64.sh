#!/usr/bin/env bash
# UrlBase64 of Bouncy Castle 1.87 for Java writes URL-safe Base64 with "." where others write "=" or nothing: the text "ab" of a watermark is "YWI.", and the name "a" is "YQ..", which neither OSS nor another decoder
# takes; only lengths that need no padding look right. It reads no other padding, and none at all: of "YQ" it throws an index, of "YQ==" a DecoderException. Base64.getUrlEncoder() of the JDK writes "YWI=", and
# "YWI" without padding. A good guess is that URL-safe Base64 is that of RFC 4648, section 5, in a library of cryptography.
# Seen: a YQ.. ab YWI. abc YWJj, JDK YQ== YWI= YWJj; read YQ.. a, YQ refused, YQ== refused, YWJj abc; JDK reads YWI. refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=org.bouncycastle:bcprov-jdk18on:1.87 -DoutputDirectory="$folder" > /dev/null
cat > Look.java <<'SCRIPT'
import java.util.Base64;
import java.util.function.Function;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.encoders.UrlBase64;

public class Look {
    static String read(String text, Function<String, byte[]> decode) {
        try {
            return text + " " + new String(decode.apply(text));
        } catch (DecoderException | IllegalArgumentException error) {
            return text + " refused";
        }
    }

    public static void main(String[] words) {
        StringBuilder own = new StringBuilder();
        StringBuilder jdk = new StringBuilder();
        for (String text : new String[] {"a", "ab", "abc"}) {
            own.append(own.length() > 0 ? " " : "").append(text).append(" ").append(new String(UrlBase64.encode(text.getBytes())));
            jdk.append(" ").append(Base64.getUrlEncoder().encodeToString(text.getBytes()));
        }
        Function<String, byte[]> castle = text -> UrlBase64.decode(text);
        System.out.printf("%s, JDK%s; read %s, %s, %s, %s; JDK reads %s%n", own, jdk, read("YQ..", castle), read("YQ", castle), read("YQ==", castle), read("YWJj", castle),
            read("YWI.", text -> Base64.getUrlDecoder().decode(text)));
    }
}
SCRIPT
seen=$(java -cp bcprov-jdk18on-1.87.jar Look.java)
echo "bcprov-jdk18on 1.87: $seen"
[ "$seen" = 'a YQ.. ab YWI. abc YWJj, JDK YQ== YWI= YWJj; read YQ.. a, YQ refused, YQ== refused, YWJj abc; JDK reads YWI. refused' ] || { echo changed; exit 1; }

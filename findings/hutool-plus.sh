#!/usr/bin/env bash
# Hutool 5.8.35 leaves "+" in the values of a query as it is, when it writes one and when it reads one: UrlBuilder.addQuery() and UrlQuery write the signature
# "a/b+c=" as "a/b+c=", and UrlBuilder.of() makes "+" of the %2B of a URL that was signed. Whatever reads a query as a form, URLDecoder of the JDK, servlets
# and URLSearchParams among them, finds a blank there; Hutool itself does not. Signatures of version 1 are Base64: one in three holds a "+".
# A good guess is that a builder of URLs encodes "+" in a value, as URLEncoder does, and that a URL that was taken apart comes back as it was.
# Seen: addQuery a/b+c=, of(a%2Fb%2Bc%3D) a/b+c=, read by Hutool a/b+c=, read by URLDecoder a/b c=
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=cn.hutool:hutool-core:5.8.35 -DoutputDirectory="$folder" > /dev/null
cat > Look.java <<'SCRIPT'
import cn.hutool.core.net.url.UrlBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

public class Look {
    static String valueIn(String url) {
        return url.substring(url.indexOf("Signature=") + 10);
    }

    public static void main(String[] words) {
        String added = UrlBuilder.of("https://example.com/a.jpg").addQuery("Signature", "a/b+c=").build();
        String again = UrlBuilder.of("https://example.com/a.jpg?Signature=a%2Fb%2Bc%3D").build();
        System.out.printf("addQuery %s, of(a%%2Fb%%2Bc%%3D) %s, read by Hutool %s, read by URLDecoder %s%n", valueIn(added), valueIn(again),
            UrlBuilder.of(again).getQuery().get("Signature"), URLDecoder.decode(valueIn(again), StandardCharsets.UTF_8));
    }
}
SCRIPT
seen=$(java -cp hutool-core-5.8.35.jar Look.java)
echo "hutool-core 5.8.35: $seen"
[ "$seen" = 'addQuery a/b+c=, of(a%2Fb%2Bc%3D) a/b+c=, read by Hutool a/b+c=, read by URLDecoder a/b c=' ] || { echo changed; exit 1; }

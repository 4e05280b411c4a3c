#!/usr/bin/env bash
# A process string has commas, and two readers of settings part values at each of them. commons-configuration 1.10 for Java, on which Archaius and other older programs stand, reads "style = image/resize,w_100" from a file of properties as a list, and getString() gives its first item: "image/resize", without an error; a reference
# "${style}" too. Commons-configuration2 2.12.0 and the Properties of the JDK give the whole. ConfigObj 5.0.9 of PyPI gives a list, and takes what is behind "#" for a comment: the colour "#ff0000" is empty, and of "https://h/a#b" the address "https://h/a" is left. The configparser of Python gives all of them.
# A good guess is that a value runs to the end of its line, as both formats have it, or that a list is not handed out as a text.
# Seen: commons-configuration image/resize, as a reference image/resize, commons-configuration2 image/resize,w_100, Properties image/resize,w_100; ConfigObj ['image/resize', 'w_100'], colour '', address 'https://h/a',
# configparser image/resize,w_100 #ff0000 https://h/a#b
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check configobj==5.0.9
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version><dependencies>
<dependency><groupId>commons-configuration</groupId><artifactId>commons-configuration</artifactId><version>1.10</version></dependency>
<dependency><groupId>org.apache.commons</groupId><artifactId>commons-configuration2</artifactId><version>2.12.0</version></dependency>
<dependency><groupId>commons-beanutils</groupId><artifactId>commons-beanutils</artifactId><version>1.11.0</version></dependency></dependencies></project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
printf 'style = image/resize,w_100\nagain = ${style}\n' > look.properties
printf '[DEFAULT]\nstyle = image/resize,w_100\ncolour = #ff0000\naddress = https://h/a#b\n' > look.ini
cat > Look.java <<'SCRIPT'
import java.io.FileReader;
import java.util.Properties;

public class Look {
    public static void main(String[] words) throws Exception {
        var first = new org.apache.commons.configuration.PropertiesConfiguration("look.properties");
        var second = new org.apache.commons.configuration2.PropertiesConfiguration();
        second.read(new FileReader("look.properties"));
        Properties own = new Properties();
        own.load(new FileReader("look.properties"));
        System.out.println("commons-configuration " + first.getString("style") + ", as a reference " + first.getString("again")
            + ", commons-configuration2 " + second.getString("style") + ", Properties " + own.getProperty("style"));
    }
}
SCRIPT
python=$(venv/bin/python - <<'SCRIPT'
import configparser
import configobj

found = configobj.ConfigObj("look.ini")["DEFAULT"]
print(f"ConfigObj {found['style']}, colour {found['colour']!r}, address {found['address']!r}", end=", ")
own = configparser.ConfigParser()
own.read("look.ini")
print("configparser", *own.defaults().values())
SCRIPT
)
seen="$(java -cp 'jars/*' Look.java); $python"
echo "$seen"
[ "$seen" = 'commons-configuration image/resize, as a reference image/resize, commons-configuration2 image/resize,w_100, Properties image/resize,w_100; ConfigObj ['"'"'image/resize'"'"', '"'"'w_100'"'"'], colour '"'"''"'"', address '"'"'https://h/a'"'"', configparser image/resize,w_100 #ff0000 https://h/a#b' ] || { echo changed; exit 1; }

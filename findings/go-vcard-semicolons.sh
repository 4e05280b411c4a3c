#!/usr/bin/env bash
# The name in a vCard is a list with semicolons, and one inside of a part has a backslash in front (RFC 6350, 3.4 and 6.2.2): "Smith\;Jr" is one family name. go-vcard (2026-06-18, github.com/emersion/go-vcard) for Go parts there all the same: the family is "Smith\" and the person is called "Jr", the given name moves on to the middle one,
# and where the card is written again the backslash gets one more, so that no other reader puts it together either. It is the same with addresses, and in notes the backslash stays: "a\\;b". vobject 0.9.9 of PyPI and ez-vcard 0.12.2 for Java read and write it rightly.
# A good guess is that what takes the backslash from commas and line breaks takes it from semicolons.
# Seen: go-vcard family [Smith\] given [Jr] other [Ann], street [1 Main St\], note [a\;b, c], written N:Smith\\;Jr;Ann;;;; vobject family [Smith;Jr] given [Ann], written N:Smith\;Jr;Ann;;;; ez-vcard family [Smith;Jr] given [Ann], written N:Smith\;Jr;Ann
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check vobject==0.9.9
cat > pom.xml <<'SCRIPT'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>look</groupId><artifactId>look</artifactId><version>1</version>
  <dependencies><dependency><groupId>com.googlecode.ez-vcard</groupId><artifactId>ez-vcard</artifactId><version>0.12.2</version></dependency></dependencies>
</project>
SCRIPT
mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy-dependencies -DoutputDirectory="$folder/jars" > /dev/null
printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'FN:Ann Smith' 'N:Smith\;Jr;Ann;;;' 'ADR:;;1 Main St\;Flat 2;Town;;;' 'NOTE:a\;b\, c' END:VCARD > a.vcf
cat > main.go <<'SCRIPT'
package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"

	"github.com/emersion/go-vcard"
)

func main() {
	file, err := os.Open("a.vcf")
	if err != nil {
		panic(err)
	}
	card, err := vcard.NewDecoder(file).Decode()
	if err != nil {
		panic(err)
	}
	var written bytes.Buffer
	if err := vcard.NewEncoder(&written).Encode(card); err != nil {
		panic(err)
	}
	name := card.Name()
	fmt.Printf("family [%s] given [%s] other [%s], street [%s], note [%s], written %s", name.FamilyName, name.GivenName, name.AdditionalName, card.Address().StreetAddress, card.Value("NOTE"),
		regexp.MustCompile(`(?m)^N:[^\r]*`).FindString(written.String()))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/emersion/go-vcard@v0.0.0-20260618161152-d854b7e0e2d3 2> /dev/null
python=$(venv/bin/python - <<'SCRIPT'
import vobject

card = vobject.readOne(open("a.vcf", newline="").read())
line = next(line for line in card.serialize().splitlines() if line.startswith("N:"))
print(f"family [{card.n.value.family}] given [{card.n.value.given}], written {line}")
SCRIPT
)
cat > Look.java <<'SCRIPT'
import ezvcard.Ezvcard;
import ezvcard.VCard;
import java.nio.file.Path;

public class Look {
    public static void main(String[] words) throws Exception {
        VCard card = Ezvcard.parse(Path.of("a.vcf")).first();
        String line = Ezvcard.write(card).go().lines().filter(one -> one.startsWith("N:")).findFirst().get();
        System.out.println("family [" + card.getStructuredName().getFamily() + "] given [" + card.getStructuredName().getGiven() + "], written " + line);
    }
}
SCRIPT
seen="go-vcard $(go run .); vobject $python; ez-vcard $(java -cp 'jars/*' Look.java 2> /dev/null)"
echo "$seen"
[ "$seen" = 'go-vcard family [Smith\] given [Jr] other [Ann], street [1 Main St\], note [a\;b, c], written N:Smith\\;Jr;Ann;;;; vobject family [Smith;Jr] given [Ann], written N:Smith\;Jr;Ann;;;; ez-vcard family [Smith;Jr] given [Ann], written N:Smith\;Jr;Ann' ] || { echo changed; exit 1; }
